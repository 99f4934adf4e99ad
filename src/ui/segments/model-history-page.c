/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/model-history-page.h"

#include <glib/gi18n.h>

#include "store/queries/model-history.h"
#include "ui/app/error-message.h"
#include "ui/segments/model-past-page.h"

/* More than anybody reads; older ones are reached by the day. */
#define GREATEST_EVENTS 300

/* Lines that one event has at most. */
#define GREATEST_SENTENCES 6

struct _TrancheModelHistoryPage
{
  TranchePage parent_instance;

  /* Template widgets */
  AdwWindowTitle *window_title;
  GtkStack *states;
  AdwStatusPage *problem_page;
  AdwPreferencesPage *days_page;
  GtkCalendar *calendar;
  GtkWidget *show_day_button;
  GtkPopover *day_popover;

  /* Owned */
  GCancellable *reading;
  GPtrArray *groups; /* AdwPreferencesGroup, one a day */
  char *model_name;
  gint64 model_id;
};

G_DEFINE_FINAL_TYPE (TrancheModelHistoryPage, tranche_model_history_page, TRANCHE_TYPE_PAGE)

static GDateTime *
get_local_time (gint64 at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (at);

  return utc != NULL ? g_date_time_to_local (utc) : g_date_time_new_from_unix_local (0);
}

static TrancheDate
get_day (gint64 at)
{
  g_autoptr (GDateTime) local = get_local_time (at);

  return tranche_date_new (g_date_time_get_year (local), g_date_time_get_month (local),
                           g_date_time_get_day_of_month (local));
}

/* Whether “Segment “Gold”: added” only repeats “Segment “Gold” added”. */
static gboolean
says_the_same (const char *sentence, const char *label)
{
  g_auto (GStrv) parts = g_strsplit (sentence, ":", -1);
  g_autofree char *words = g_strjoinv ("", parts);

  return g_str_equal (words, label);
}

/* Adds a line each; a copied model has dozens, which say no more than that. */
static void
append_sentences (GString *text, const TrancheModelEvent *event)
{
  char **sentences = event->sentences;
  guint n = sentences != NULL ? g_strv_length (sentences) : 0;
  guint n_shown = n > GREATEST_SENTENCES + 1 ? GREATEST_SENTENCES : n;

  if (n == 1 && says_the_same (sentences[0], event->label))
    return;
  for (guint i = 0; i < n_shown; i++)
    g_string_append_printf (text, "\n%s", sentences[i]);
  if (n_shown < n)
    {
      g_string_append_c (text, '\n');
      /* Translators: below some of the changes that one action made */
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", n - n_shown),
                              n - n_shown);
    }
}

static GtkWidget *
create_event_row (const TrancheModelEvent *event)
{
  AdwActionRow *row = ADW_ACTION_ROW (adw_action_row_new ());
  g_autoptr (GDateTime) local = get_local_time (event->at);
  /* Translators: the time of day, as g_date_time_format() writes it */
  g_autofree char *time = g_date_time_format (local, _ ("%H:%M"));
  g_autoptr (GString) facts = g_string_new (NULL);

  /* Translators: who did it, and at what time of the day */
  g_string_printf (facts, _ ("%s, %s"), event->actor_name, time);
  append_sentences (facts, event);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), event->label);
  adw_action_row_set_subtitle (row, facts->str);
  return GTK_WIDGET (row);
}

static void
show_events (TrancheModelHistoryPage *self, GPtrArray *events)
{
  TrancheDate today = tranche_session_get_today (tranche_page_get_session (TRANCHE_PAGE (self)));
  AdwPreferencesGroup *group = NULL;
  TrancheDate day = TRANCHE_DATE_NONE;

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->days_page, g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);

  for (guint i = 0; i < events->len; i++)
    {
      const TrancheModelEvent *event = g_ptr_array_index (events, i);

      if (group == NULL || get_day (event->at) != day)
        {
          g_autofree char *title = NULL;

          day = get_day (event->at);
          title = day == today ? g_strdup (_ ("Today")) : tranche_date_format (day);
          group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
          adw_preferences_group_set_title (group, title);
          adw_preferences_page_add (self->days_page, group);
          g_ptr_array_add (self->groups, group);
        }
      adw_preferences_group_add (group, create_event_row (event));
    }
  gtk_stack_set_visible_child_name (self->states, events->len > 0 ? "events" : "nothing");
}

static gboolean
load_events (TrancheDatabase *db,
             gpointer data,
             GCancellable *cancellable,
             gpointer *result,
             GError **error)
{
  *result = tranche_model_history_load (db, *(gint64 *) data, GREATEST_EVENTS, error);
  return *result != NULL;
}

static void
events_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheModelHistoryPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error))
    return;
  if (events == NULL)
    {
      adw_status_page_set_description (self->problem_page, tranche_error_get_advice (error));
      gtk_stack_set_visible_child_name (self->states, "problem");
      return;
    }
  show_events (self, events);
}

static void
read_events (TrancheModelHistoryPage *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  tranche_store_read_async (tranche_page_get_store (TRANCHE_PAGE (self)), G_PRIORITY_DEFAULT,
                            load_events, g_memdup2 (&self->model_id, sizeof self->model_id), g_free,
                            (GDestroyNotify) g_ptr_array_unref, self->reading, events_read_cb,
                            g_object_ref (self));
}

static TrancheDate
get_chosen_day (TrancheModelHistoryPage *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);

  return tranche_date_new (g_date_time_get_year (day), g_date_time_get_month (day),
                           g_date_time_get_day_of_month (day));
}

static void
show_day_cb (TrancheModelHistoryPage *self)
{
  gtk_popover_popdown (self->day_popover);
  tranche_page_push (TRANCHE_PAGE (self),
                     tranche_model_past_page_new (tranche_page_get_session (TRANCHE_PAGE (self)),
                                                  self->model_id, self->model_name,
                                                  get_chosen_day (self)));
}

/* What the model will be on a day to come nobody knows. */
static void
day_changed_cb (TrancheModelHistoryPage *self)
{
  gtk_widget_set_sensitive (self->show_day_button,
                            get_chosen_day (self) <= tranche_session_get_today (
                                tranche_page_get_session (TRANCHE_PAGE (self))));
}

/* The calendar begins at the session's day, which needn't be the machine's. */
static void
show_today (TrancheModelHistoryPage *self)
{
  TrancheDate today = tranche_session_get_today (tranche_page_get_session (TRANCHE_PAGE (self)));
  int year;
  int month;
  int day;
  g_autoptr (GDateTime) shown = NULL;

  tranche_date_get (today, &year, &month, &day);
  shown = g_date_time_new_local (year, month, day, 12, 0, 0);
  gtk_calendar_select_day (self->calendar, shown);
}

static void
tranche_model_history_page_load (TranchePage *page)
{
  show_today (TRANCHE_MODEL_HISTORY_PAGE (page));
  read_events (TRANCHE_MODEL_HISTORY_PAGE (page));
}

static void
tranche_model_history_page_changed (TranchePage *page, const TrancheChanges *changes)
{
  read_events (TRANCHE_MODEL_HISTORY_PAGE (page));
}

static void
tranche_model_history_page_dispose (GObject *object)
{
  TrancheModelHistoryPage *self = TRANCHE_MODEL_HISTORY_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_MODEL_HISTORY_PAGE);
  g_clear_pointer (&self->model_name, g_free);

  G_OBJECT_CLASS (tranche_model_history_page_parent_class)->dispose (object);
}

static void
tranche_model_history_page_class_init (TrancheModelHistoryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TranchePageClass *page_class = TRANCHE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_model_history_page_dispose;
  page_class->load = tranche_model_history_page_load;
  page_class->changed = tranche_model_history_page_changed;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/model-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheModelHistoryPage, window_title);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelHistoryPage, states);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelHistoryPage, problem_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelHistoryPage, days_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelHistoryPage, calendar);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelHistoryPage, show_day_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheModelHistoryPage, day_popover);
  gtk_widget_class_bind_template_callback (widget_class, show_day_cb);
  gtk_widget_class_bind_template_callback (widget_class, day_changed_cb);
}

static void
tranche_model_history_page_init (TrancheModelHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->groups = g_ptr_array_new ();
}

TranchePage *
tranche_model_history_page_new (TrancheSession *session, gint64 model_id, const char *model_name)
{
  TrancheModelHistoryPage *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);
  g_return_val_if_fail (model_name != NULL, NULL);

  self = g_object_new (TRANCHE_TYPE_MODEL_HISTORY_PAGE, "session", session, NULL);
  self->model_id = model_id;
  self->model_name = g_strdup (model_name);
  /* Translators: %s is a segmentation model */
  title = g_strdup_printf (_ ("History of “%s”"), model_name);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_window_title_set_subtitle (self->window_title, model_name);
  return TRANCHE_PAGE (self);
}
