/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-segments-view.h"

#include <glib/gi18n.h>

#include "ui/clients/client-rows.h"
#include "ui/clients/client-segment-rows.h"

struct _TrancheClientSegmentsView
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwPreferencesGroup *drivers_group;
  GtkMenuButton *date_button;
  GtkPopover *date_popover;
  GtkCalendar *calendar;
  GtkListBox *drivers_list;
  AdwPreferencesGroup *limits_group;
  GtkListBox *limits_list;
  GtkListBox *history_list;
  GtkWidget *group_history_group;
  GtkListBox *group_history_list;

  /* Owned */
  TrancheSession *session;
  TrancheClientFile *file;
  GCancellable *reading;

  TrancheDate date; /* TRANCHE_DATE_NONE: today */
  gboolean setting_date;
};

G_DEFINE_FINAL_TYPE (TrancheClientSegmentsView, tranche_client_segments_view, ADW_TYPE_BIN)

typedef struct
{
  gint64 client_id;
  gint64 office_id;
  TrancheDate date;
} Reading;

typedef struct
{
  TrancheClientSegment *segment;
  GArray *limits;
} AsAt;

static void
as_at_free (gpointer data)
{
  AsAt *as_at = data;

  if (as_at == NULL)
    return;
  g_clear_pointer (&as_at->segment, tranche_client_segment_free);
  g_clear_pointer (&as_at->limits, g_array_unref);
  g_free (as_at);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AsAt, as_at_free)

static void
show_limits (TrancheClientSegmentsView *self,
             const TrancheClientSegment *segment,
             const GArray *limits)
{
  const TrancheClientSegmentBasis *basis = &segment->individual;
  g_autofree char *months = NULL;
  g_autofree char *description = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->limits_group), limits->len > 0);
  gtk_list_box_remove_all (self->limits_list);
  for (guint i = limits->len; i-- > 0;)
    {
      const TrancheClientLimit *limit = &g_array_index (limits, TrancheClientLimit, i);

      gtk_list_box_append (self->limits_list,
                           tranche_client_limit_row_new (
                               limit,
                               tranche_segment_looks_find (self->file->looks, limit->segment_id),
                               basis->segment_id == limit->segment_id && basis->assigned));
    }
  if (basis->run_id != 0)
    months = g_strdup_printf (ngettext ("%d month", "%d months", (gulong) basis->available_months),
                              basis->available_months);
  if (months != NULL)
    /* Translators: %s are “12 months” and the currency’s code */
    description
        = g_strdup_printf (_ ("Production from which on a segment begins: a month, and over "
                              "%s, in %s"),
                           months, tranche_session_get_currency (self->session));
  adw_preferences_group_set_description (self->limits_group, description);
}

static void
show_segment (TrancheClientSegmentsView *self,
              const TrancheClientSegment *segment,
              const GArray *limits)
{
  gtk_list_box_remove_all (self->drivers_list);
  for (int driver = TRANCHE_DRIVER_OVERRIDE; driver <= TRANCHE_DRIVER_INDIVIDUAL; driver++)
    gtk_list_box_append (
        self->drivers_list,
        tranche_client_driver_row_new (segment, (TrancheSegmentDriver) driver, self->file->looks));
  show_limits (self, segment, limits);
}

static void
show_date (TrancheClientSegmentsView *self)
{
  TrancheDate date = self->date != TRANCHE_DATE_NONE ? self->date : self->file->today;
  g_autofree char *day = tranche_date_format (date);
  g_autofree char *label = NULL;
  g_autoptr (GDateTime) selected = NULL;
  int year, month, number;

  if (self->date == TRANCHE_DATE_NONE)
    label = g_strdup (_ ("Today"));
  else
    /* Translators: what was the case on a day */
    label = g_strdup_printf (_ ("As at %s"), day);
  gtk_menu_button_set_label (self->date_button, label);

  tranche_date_get (date, &year, &month, &number);
  selected = g_date_time_new_local (year, month, number, 12, 0, 0);
  self->setting_date = TRUE;
  gtk_calendar_select_day (self->calendar, selected);
  self->setting_date = FALSE;
}

static gboolean
load_as_at (TrancheDatabase *db,
            gpointer data,
            GCancellable *cancellable,
            gpointer *result,
            GError **error)
{
  const Reading *reading = data;
  g_autoptr (AsAt) as_at = g_new0 (AsAt, 1);

  as_at->segment = tranche_client_segment_load (db, reading->client_id, reading->date, error);
  if (as_at->segment == NULL)
    return FALSE;
  as_at->limits = tranche_client_limits_load (db, reading->office_id, reading->date, error);
  if (as_at->limits == NULL)
    return FALSE;
  *result = g_steal_pointer (&as_at);
  return TRUE;
}

static void
as_at_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheClientSegmentsView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AsAt) as_at = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  /* The page itself says what goes wrong with reading; this is the same file. */
  if (as_at != NULL)
    show_segment (self, as_at->segment, as_at->limits);
}

static void
show_day (TrancheClientSegmentsView *self)
{
  Reading *reading;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  show_date (self);
  if (self->date == TRANCHE_DATE_NONE)
    {
      show_segment (self, self->file->segment, self->file->limits);
      return;
    }

  self->reading = g_cancellable_new ();
  reading = g_new0 (Reading, 1);
  reading->client_id = self->file->detail->id;
  reading->office_id = self->file->detail->office_id;
  reading->date = self->date;
  tranche_store_read_async (tranche_session_get_store (self->session), G_PRIORITY_DEFAULT,
                            load_as_at, reading, g_free, as_at_free, self->reading, as_at_read_cb,
                            g_object_ref (self));
}

static void
day_selected_cb (TrancheClientSegmentsView *self)
{
  g_autoptr (GDateTime) selected = NULL;
  TrancheDate date;

  if (self->setting_date || self->file == NULL)
    return;
  selected = gtk_calendar_get_date (self->calendar);
  date = tranche_date_new (g_date_time_get_year (selected), g_date_time_get_month (selected),
                           g_date_time_get_day_of_month (selected));
  /* What will be isn’t known. */
  if (date == TRANCHE_DATE_NONE || date >= self->file->today)
    date = TRANCHE_DATE_NONE;
  self->date = date;
  show_day (self);
}

static void
today_clicked_cb (TrancheClientSegmentsView *self)
{
  self->date = TRANCHE_DATE_NONE;
  gtk_popover_popdown (self->date_popover);
  show_day (self);
}

static void
fill_history (GtkListBox *list, const GPtrArray *history, const TrancheSegmentLooks *looks)
{
  gtk_list_box_remove_all (list);
  for (guint i = 0; history != NULL && i < history->len; i++)
    gtk_list_box_append (list,
                         tranche_client_event_row_new (g_ptr_array_index (history, i), looks));
  if (history == NULL || history->len == 0)
    gtk_list_box_append (
        list, tranche_client_nothing_row_new (_ ("Nothing has set this client’s segment yet.")));
}

static void
tranche_client_segments_view_dispose (GObject *object)
{
  TrancheClientSegmentsView *self = TRANCHE_CLIENT_SEGMENTS_VIEW (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_CLIENT_SEGMENTS_VIEW);
  g_clear_pointer (&self->file, tranche_client_file_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tranche_client_segments_view_parent_class)->dispose (object);
}

static void
tranche_client_segments_view_class_init (TrancheClientSegmentsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_client_segments_view_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/client-segments-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheClientSegmentsView, drivers_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientSegmentsView, date_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientSegmentsView, date_popover);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientSegmentsView, calendar);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientSegmentsView, drivers_list);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientSegmentsView, limits_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientSegmentsView, limits_list);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientSegmentsView, history_list);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientSegmentsView,
                                        group_history_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientSegmentsView,
                                        group_history_list);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, today_clicked_cb);
}

static void
tranche_client_segments_view_init (TrancheClientSegmentsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tranche_client_segments_view_set_file (TrancheClientSegmentsView *self,
                                       TrancheSession *session,
                                       TrancheClientFile *file)
{
  g_return_if_fail (TRANCHE_IS_CLIENT_SEGMENTS_VIEW (self));
  g_return_if_fail (TRANCHE_IS_SESSION (session));
  g_return_if_fail (file != NULL);

  g_set_object (&self->session, session);
  if (self->file != NULL && self->file->detail->id != file->detail->id)
    self->date = TRANCHE_DATE_NONE;
  tranche_client_file_ref (file);
  g_clear_pointer (&self->file, tranche_client_file_unref);
  self->file = file;

  show_day (self);
  fill_history (self->history_list, file->history, file->looks);
  gtk_widget_set_visible (self->group_history_group, file->group_history != NULL);
  if (file->group_history != NULL)
    fill_history (self->group_history_list, file->group_history, file->looks);
}
