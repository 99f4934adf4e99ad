/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segmentation/overview-page.h"

#include <glib/gi18n.h>

#include "store/queries/segmentation-state.h"
#include "ui/app/error-message.h"
#include "ui/app/window.h"
#include "ui/clients/segment-clients.h"
#include "ui/segmentation/card-layout.h"
#include "ui/segmentation/limits-table.h"
#include "ui/segmentation/model-sheet-page.h"
#include "ui/segmentation/segment-card.h"
#include "ui/segmentation/stale-text.h"

struct _TrancheSegmentationOverviewPage
{
  TranchePage parent_instance;

  /* Template widgets */
  GtkStack *states;
  AdwStatusPage *problem_page;
  AdwBanner *stale_banner;
  GtkWidget *next_group;
  AdwActionRow *next_row;
  GtkWidget *next_button;
  GtkWidget *empty_group;
  GtkBox *cards_box;
  GtkBox *limits_box;

  /* Owned */
  GCancellable *reading;

  gboolean narrow;
};

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (TrancheSegmentationOverviewPage,
                     tranche_segmentation_overview_page,
                     TRANCHE_TYPE_PAGE)

/* What keeps the office from being segmented, and what to do about it. */
static void
show_next_step (TrancheSegmentationOverviewPage *self, const TrancheSegmentationState *state)
{
  const char *title = NULL;
  g_autofree char *subtitle = NULL;
  gboolean can_run = FALSE;

  if (!state->is_enabled)
    {
      title = _ ("Segmentation Is Off");
      subtitle = g_strdup (_ ("The office’s settings switch it on. Until then everybody keeps the "
                              "segment they have."));
    }
  else if (!state->individual.is_active && !state->group.is_active)
    {
      title = _ ("No Active Strategy");
      subtitle = g_strdup (_ ("A strategy says from which production on a client belongs to a "
                              "segment. Activate one; until then everybody keeps the segment they "
                              "have."));
    }
  else if (state->individual.why_not != NULL)
    {
      title = _ ("Segmentation Can’t Run Today");
      /* Translators: %s is a sentence without its full stop */
      subtitle = g_strdup_printf (_ ("%s."), state->individual.why_not);
    }
  else if (state->overview->run_id == 0)
    {
      title = _ ("Not Segmented Yet");
      subtitle = g_strdup (_ ("A run looks at each client’s production and decides its segment by "
                              "the limits below. It can be undone."));
      can_run = TRUE;
    }

  gtk_widget_set_visible (self->next_group, title != NULL);
  if (title == NULL)
    return;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->next_row), title);
  adw_action_row_set_subtitle (self->next_row, subtitle);
  gtk_widget_set_visible (self->next_button, can_run);
}

static void
remove_children (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
show_cards (TrancheSegmentationOverviewPage *self, const TrancheSegmentationState *state)
{
  gboolean any = FALSE;

  remove_children (self->cards_box);
  for (guint i = state->overview->rows->len; i-- > 0;)
    {
      const TrancheSegmentOverviewRow *row
          = &g_array_index (state->overview->rows, TrancheSegmentOverviewRow, i);

      if (!row->active)
        continue;
      gtk_box_append (self->cards_box,
                      tranche_segment_card_new (
                          row, tranche_segmentation_state_find_package (state, row->segment_id)));
      any = TRUE;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->cards_box), any);
  gtk_widget_set_visible (self->empty_group, !any);
}

static void
add_limits (TrancheSegmentationOverviewPage *self,
            const TrancheStrategyState *strategy,
            const TrancheSegmentationState *state,
            const char *title)
{
  const char *currency
      = tranche_session_get_currency (tranche_page_get_session (TRANCHE_PAGE (self)));

  if (strategy->is_active)
    gtk_box_append (self->limits_box,
                    tranche_limits_table_new (strategy, state->looks, title, currency, self));
}

static void
show_limits (TrancheSegmentationOverviewPage *self, const TrancheSegmentationState *state)
{
  remove_children (self->limits_box);
  add_limits (self, &state->individual, state, _ ("Limits for Individual Clients"));
  add_limits (self, &state->group, state, _ ("Limits for Client Groups"));
}

static gboolean
load_state (TrancheDatabase *db,
            gpointer data,
            GCancellable *cancellable,
            gpointer *result,
            GError **error)
{
  const gint64 *reading = data; /* the office, and the day */

  *result = tranche_segmentation_state_load (db, reading[0], (TrancheDate) reading[1], cancellable,
                                             error);
  return *result != NULL;
}

static void
state_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheSegmentationOverviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheSegmentationState) state
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error))
    return;
  if (error != NULL)
    {
      adw_status_page_set_description (self->problem_page, tranche_error_get_advice (error));
      gtk_stack_set_visible_child_name (self->states, "problem");
      return;
    }

  tranche_stale_banner_update (self->stale_banner, state->individual.stale);
  show_next_step (self, state);
  show_cards (self, state);
  show_limits (self, state);
  gtk_stack_set_visible_child_name (self->states, "overview");
}

static void
read_state (TrancheSegmentationOverviewPage *self)
{
  TranchePage *page = TRANCHE_PAGE (self);
  TrancheSession *session = tranche_page_get_session (page);
  const gint64 reading[]
      = { tranche_session_get_office_id (session), tranche_session_get_today (session) };

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();
  tranche_store_read_async (tranche_page_get_store (page), G_PRIORITY_DEFAULT, load_state,
                            g_memdup2 (reading, sizeof reading), g_free,
                            (GDestroyNotify) tranche_segmentation_state_free, self->reading,
                            state_read_cb, g_object_ref (self));
}

static void
tranche_segmentation_overview_page_load (TranchePage *page)
{
  TrancheSegmentationOverviewPage *self = TRANCHE_SEGMENTATION_OVERVIEW_PAGE (page);
  TrancheSession *session = tranche_page_get_session (page);

  g_signal_connect_object (session, "notify::office-id", G_CALLBACK (read_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::today", G_CALLBACK (read_state), self,
                           G_CONNECT_SWAPPED);
  read_state (self);
}

static void
tranche_segmentation_overview_page_changed (TranchePage *page, const TrancheChanges *changes)
{
  read_state (TRANCHE_SEGMENTATION_OVERVIEW_PAGE (page));
}

static void
tranche_segmentation_overview_page_print (TranchePage *page)
{
  tranche_page_push (
      page, tranche_model_sheet_page_new (tranche_page_get_session (page), TRANCHE_DATE_NONE));
}

static void
show_clients_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheWindow *window = tranche_page_get_window (user_data);

  if (window != NULL)
    tranche_show_segment_clients (window, g_variant_get_int64 (parameter));
}

static void
show_segments_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheWindow *window = tranche_page_get_window (user_data);

  if (window != NULL)
    tranche_window_go_to (window, "segments", 0);
}

static void
tranche_segmentation_overview_page_dispose (GObject *object)
{
  TrancheSegmentationOverviewPage *self = TRANCHE_SEGMENTATION_OVERVIEW_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_SEGMENTATION_OVERVIEW_PAGE);

  G_OBJECT_CLASS (tranche_segmentation_overview_page_parent_class)->dispose (object);
}

static void
tranche_segmentation_overview_page_get_property (GObject *object,
                                                 guint property_id,
                                                 GValue *value,
                                                 GParamSpec *pspec)
{
  if (property_id == PROP_NARROW)
    g_value_set_boolean (value, TRANCHE_SEGMENTATION_OVERVIEW_PAGE (object)->narrow);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
tranche_segmentation_overview_page_set_property (GObject *object,
                                                 guint property_id,
                                                 const GValue *value,
                                                 GParamSpec *pspec)
{
  TrancheSegmentationOverviewPage *self = TRANCHE_SEGMENTATION_OVERVIEW_PAGE (object);

  if (property_id != PROP_NARROW)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      return;
    }
  if (self->narrow == g_value_get_boolean (value))
    return;
  self->narrow = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
tranche_segmentation_overview_page_class_init (TrancheSegmentationOverviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TranchePageClass *page_class = TRANCHE_PAGE_CLASS (klass);
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = tranche_segmentation_overview_page_dispose;
  object_class->get_property = tranche_segmentation_overview_page_get_property;
  object_class->set_property = tranche_segmentation_overview_page_set_property;
  page_class->load = tranche_segmentation_overview_page_load;
  page_class->changed = tranche_segmentation_overview_page_changed;
  page_class->print = tranche_segmentation_overview_page_print;

  props[PROP_NARROW]
      = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (TRANCHE_TYPE_CARD_LAYOUT);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/segmentation-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentationOverviewPage, states);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentationOverviewPage,
                                        problem_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentationOverviewPage,
                                        stale_banner);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentationOverviewPage, next_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentationOverviewPage, next_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentationOverviewPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentationOverviewPage, empty_group);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentationOverviewPage, cards_box);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentationOverviewPage, limits_box);
}

static void
tranche_segmentation_overview_page_init (TrancheSegmentationOverviewPage *self)
{
  static const GActionEntry actions[] = {
    { .name = "show-clients", .activate = show_clients_activated_cb, .parameter_type = "x" },
    { .name = "show-segments", .activate = show_segments_activated_cb },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  tranche_page_add_action_entries (TRANCHE_PAGE (self), actions, G_N_ELEMENTS (actions));
}

TranchePage *
tranche_segmentation_overview_page_new (TrancheSession *session)
{
  return g_object_new (TRANCHE_TYPE_SEGMENTATION_OVERVIEW_PAGE, "session", session, NULL);
}
