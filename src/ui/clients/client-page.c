/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-page.h"

#include <glib/gi18n.h>

#include "store/queries/client-file.h"
#include "ui/app/error-message.h"
#include "ui/clients/client-activity-view.h"
#include "ui/clients/client-agreements-view.h"
#include "ui/clients/client-charts.h"
#include "ui/clients/client-overview-view.h"
#include "ui/clients/client-people-view.h"
#include "ui/clients/client-production-view.h"
#include "ui/clients/client-rows.h"
#include "ui/clients/client-segments-view.h"
#include "ui/clients/client-actions.h"
#include "ui/widgets/segment-badge.h"

/* Scrolled so far, the name has left the page and goes on in the header bar. */
#define NAME_HEIGHT 72

struct _TrancheClientPage
{
  TranchePage parent_instance;

  /* Template widgets */
  AdwHeaderBar *header_bar;
  GtkStack *states;
  AdwStatusPage *problem_page;
  GtkScrolledWindow *scrolled_window;
  GtkScrolledWindow *switcher_window;
  GtkWidget *view_switcher;
  AdwAvatar *avatar;
  GtkLabel *name_label;
  GtkLabel *facts_label;
  GtkLabel *team_label;
  GtkWidget *differs_box;
  GtkLabel *differs_label;
  GtkWidget *package_button;
  GtkWidget *package_icon_button;
  TrancheSegmentBadge *badge;
  GtkWidget *why_button;
  GtkPopover *why_popover;
  GtkLabel *why_label;
  TrancheProductionChart *why_chart;
  AdwViewStack *view_stack;
  TrancheClientOverviewView *overview_view;
  TrancheClientPeopleView *people_view;
  TrancheClientProductionView *production_view;
  TrancheClientAgreementsView *agreements_view;
  TrancheClientSegmentsView *segments_view;
  TrancheClientActivityView *activity_view;

  /* Owned */
  TrancheClientFile *file;
  GCancellable *reading;
};

G_DEFINE_FINAL_TYPE (TrancheClientPage, tranche_client_page, TRANCHE_TYPE_PAGE)

static void
show_why (TrancheClientPage *self)
{
  const char *sentence = self->file->segment->sentence;

  gtk_label_set_label (self->why_label,
                       sentence != NULL ? sentence
                                        : _ ("Segmentation hasn’t been run for this client yet."));
  gtk_widget_set_visible (GTK_WIDGET (self->why_chart),
                          tranche_client_chart_set_basis (self->why_chart, self->file));
}

static void
show_segment (TrancheClientPage *self)
{
  const TrancheClientSegment *segment = self->file->segment;
  const TrancheSegmentLook *look
      = tranche_segment_looks_find (self->file->looks, segment->segment_id);

  tranche_segment_badge_set (self->badge, look != NULL ? look->name : NULL,
                             look != NULL ? (int) look->colour : 0,
                             look != NULL ? (int) look->mark : 0);
  tranche_segment_badge_set_inactive (self->badge, look != NULL && !look->active);
  tranche_segment_badge_set_overridden (self->badge, segment->driver == TRANCHE_DRIVER_OVERRIDE);
  show_why (self);
}

/* Where an agreement promises another package than the client has, both sides say so. */
static void
show_package (TrancheClientPage *self)
{
  const TrancheClientPackage *package = self->file->package;
  g_autofree char *text = NULL;
  const char *tooltip;
  guint n_differing = 0;

  for (guint i = 0; i < package->agreements->len; i++)
    {
      const TrancheAgreementPackage *agreement = g_ptr_array_index (package->agreements, i);

      if (!agreement->differs)
        continue;
      n_differing++;
      g_free (text);
      /* Translators: an agreement’s number and its service package, a segment */
      text = g_strdup_printf (_ ("Agreement %s has “%s”"), agreement->number,
                              agreement->segment_name);
    }
  if (n_differing > 1)
    {
      g_free (text);
      text = g_strdup_printf (ngettext ("%u agreement has another package",
                                        "%u agreements have another package", n_differing),
                              n_differing);
    }
  gtk_widget_set_visible (self->differs_box, n_differing > 0);
  gtk_label_set_label (self->differs_label, text != NULL ? text : "");

  tranche_page_set_action_enabled (TRANCHE_PAGE (self), "set-package",
                                   self->file->package_obstacle == NULL);
  tooltip = self->file->package_obstacle != NULL ? self->file->package_obstacle
                                                 : _ ("Set the Service Package by Hand");
  gtk_widget_set_tooltip_text (self->package_button, tooltip);
  gtk_widget_set_tooltip_text (self->package_icon_button, tooltip);
}

static void
show_heading (TrancheClientPage *self)
{
  const TrancheClientDetail *detail = self->file->detail;
  const char *kind = tranche_client_kind_get_name ((int) detail->kind);
  g_autofree char *since = NULL;
  g_autofree char *owner = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *team = NULL;

  if (detail->since != TRANCHE_DATE_NONE)
    {
      g_autofree char *day = tranche_date_format (detail->since);

      /* Translators: since when somebody is a client */
      since = g_strdup_printf (_ ("Client since %s"), day);
    }
  if (*detail->owner_name != '\0')
    /* Translators: %s is a team member */
    owner = g_strdup_printf (_ ("Looked after by %s"), detail->owner_name);

  facts = tranche_client_join (kind != NULL ? kind : "", since != NULL ? since : "",
                               detail->office_name, NULL);
  team = tranche_client_join (owner != NULL ? owner : "", detail->stage_name, NULL);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), detail->name);
  adw_avatar_set_text (self->avatar, detail->name);
  gtk_label_set_label (self->name_label, detail->name);
  gtk_label_set_label (self->facts_label, facts);
  gtk_label_set_label (self->team_label, team);
  gtk_widget_set_visible (GTK_WIDGET (self->team_label), *team != '\0');
}

static void
show_file (TrancheClientPage *self)
{
  TrancheSession *session = tranche_page_get_session (TRANCHE_PAGE (self));

  show_heading (self);
  show_segment (self);
  show_package (self);
  tranche_client_overview_view_set_file (self->overview_view, self->file);
  tranche_client_people_view_set_file (self->people_view, self->file);
  tranche_client_production_view_set_file (self->production_view, session, self->file);
  tranche_client_agreements_view_set_file (self->agreements_view, session, self->file);
  tranche_client_segments_view_set_file (self->segments_view, session, self->file);
  tranche_client_activity_view_set_file (self->activity_view, self->file);
  gtk_stack_set_visible_child_name (self->states, "client");
}

typedef struct
{
  gint64 client_id;
  gint64 member_id;
  TrancheDate today;
} Reading;

static gboolean
load_file (TrancheDatabase *db,
           gpointer data,
           GCancellable *cancellable,
           gpointer *result,
           GError **error)
{
  const Reading *reading = data;

  *result = tranche_client_file_load (db, reading->client_id, reading->member_id, reading->today,
                                      error);
  return *result != NULL;
}

static void
file_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheClientPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheClientFile) file
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);
  gboolean removed;

  if (tranche_error_is_cancelled (error))
    return;

  removed = file != NULL && file->detail->removed;
  if (removed || g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND))
    {
      gtk_stack_set_visible_child_name (self->states, "missing");
      /* Removed while people looked at it, as by undoing that it was added. */
      if (removed && self->file != NULL)
        tranche_page_leave (TRANCHE_PAGE (self));
      return;
    }
  if (error != NULL)
    {
      adw_status_page_set_description (self->problem_page, tranche_error_get_advice (error));
      gtk_stack_set_visible_child_name (self->states, "problem");
      return;
    }

  g_clear_pointer (&self->file, tranche_client_file_unref);
  self->file = g_steal_pointer (&file);
  show_file (self);
}

static void
read_file (TrancheClientPage *self)
{
  TranchePage *page = TRANCHE_PAGE (self);
  TrancheSession *session = tranche_page_get_session (page);
  Reading *reading;

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  self->reading = g_cancellable_new ();

  reading = g_new0 (Reading, 1);
  reading->client_id = tranche_page_get_item_id (page);
  reading->member_id = tranche_session_get_member_id (session);
  reading->today = tranche_session_get_today (session);
  tranche_store_read_async (tranche_page_get_store (page), G_PRIORITY_DEFAULT, load_file, reading,
                            g_free, (GDestroyNotify) tranche_client_file_unref, self->reading,
                            file_read_cb, g_object_ref (self));
}

static void
item_changed_cb (TrancheClientPage *self)
{
  if (self->reading != NULL)
    read_file (self);
}

/* Its toggles are the switcher's own business, so they are found by what they are in CSS. */
static gboolean
show_toggle_cb (GtkWidget *switcher, GdkFrameClock *frame_clock, gpointer user_data)
{
  GtkWidget *viewport = gtk_widget_get_ancestor (switcher, GTK_TYPE_VIEWPORT);
  GtkWidget *group = gtk_widget_get_first_child (switcher);

  for (GtkWidget *child = group != NULL ? gtk_widget_get_first_child (group) : NULL; child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (g_str_equal (gtk_widget_get_css_name (child), "toggle")
          && (gtk_widget_get_state_flags (child) & GTK_STATE_FLAG_CHECKED) != 0)
        gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), child, NULL);
    }
  return G_SOURCE_REMOVE;
}

/* The switcher is longer than a narrow window is wide: the view that shows is to be seen there. */
static void
show_toggle (TrancheClientPage *self)
{
  gtk_widget_add_tick_callback (self->view_switcher, show_toggle_cb, NULL, NULL);
}

static void
scrolled_cb (TrancheClientPage *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  gboolean away = gtk_adjustment_get_value (adjustment) > NAME_HEIGHT
                  && g_str_equal (gtk_stack_get_visible_child_name (self->states), "client");

  adw_header_bar_set_show_title (self->header_bar, away);
}

static void
tranche_client_page_load (TranchePage *page)
{
  TrancheClientPage *self = TRANCHE_CLIENT_PAGE (page);

  g_signal_connect_object (tranche_page_get_session (page), "notify::today", G_CALLBACK (read_file),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (tranche_page_get_session (page), "notify::member-id",
                           G_CALLBACK (read_file), self, G_CONNECT_SWAPPED);
  read_file (self);
}

static void
tranche_client_page_changed (TranchePage *page, const TrancheChanges *changes)
{
  /* The segment may come from a group, names from people, colours from the model: looking closer
   * costs as much as reading. */
  read_file (TRANCHE_CLIENT_PAGE (page));
}

static void
push_document (TrancheClientPage *self, TrancheSummaryKind kind)
{
  const gint64 client_id = tranche_page_get_item_id (TRANCHE_PAGE (self));

  if (self->file != NULL && !self->file->detail->removed)
    tranche_client_actions_print (TRANCHE_PAGE (self), &client_id, 1, kind);
}

static void
print_document_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  push_document (user_data,
                 tranche_client_actions_parse_kind (g_variant_get_string (parameter, NULL)));
}

static void
set_package_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheClientPage *self = user_data;
  const gint64 client_id = tranche_page_get_item_id (user_data);

  if (self->file != NULL && !self->file->detail->removed)
    tranche_client_actions_set_package (user_data, &client_id, 1);
}

static void
add_agreement_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheClientPage *self = user_data;

  if (self->file != NULL && !self->file->detail->removed)
    tranche_client_actions_add_agreement (user_data, tranche_page_get_item_id (user_data));
}

/* (nullable): what somebody has entered and not issued yet, the latest first. */
static const TrancheClientAgreement *
find_draft (TrancheClientPage *self)
{
  for (guint i = 0; i < self->file->agreements->len; i++)
    {
      const TrancheClientAgreement *agreement = g_ptr_array_index (self->file->agreements, i);

      if (agreement->state == TRANCHE_AGREEMENT_DRAFT)
        return agreement;
    }
  return NULL;
}

/* A draft is issued by its schedule; there is no year yet that a summary could look back on. */
static TrancheSummaryKind
choose_kind (TrancheClientPage *self)
{
  const TrancheClientAgreement *agreement = tranche_client_file_get_agreement (self->file);
  const TrancheClientAgreement *draft = agreement == NULL ? find_draft (self) : NULL;

  if (draft != NULL)
    return draft->kind == TRANCHE_AGREEMENT_ONGOING ? TRANCHE_SUMMARY_OFA : TRANCHE_SUMMARY_FTA;
  return agreement != NULL && agreement->kind == TRANCHE_AGREEMENT_FIXED_TERM ? TRANCHE_SUMMARY_FTA
                                                                              : TRANCHE_SUMMARY_FDS;
}

/* Ctrl+P: what the running agreement prints, or else a draft; another can be chosen there. */
static void
tranche_client_page_print (TranchePage *page)
{
  TrancheClientPage *self = TRANCHE_CLIENT_PAGE (page);

  if (self->file != NULL)
    push_document (self, choose_kind (self));
}

static void
tranche_client_page_dispose (GObject *object)
{
  TrancheClientPage *self = TRANCHE_CLIENT_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_CLIENT_PAGE);
  g_clear_pointer (&self->file, tranche_client_file_unref);

  G_OBJECT_CLASS (tranche_client_page_parent_class)->dispose (object);
}

static void
tranche_client_page_class_init (TrancheClientPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TranchePageClass *page_class = TRANCHE_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_client_page_dispose;
  page_class->load = tranche_client_page_load;
  page_class->changed = tranche_client_page_changed;
  page_class->print = tranche_client_page_print;

  g_type_ensure (TRANCHE_TYPE_CLIENT_ACTIVITY_VIEW);
  g_type_ensure (TRANCHE_TYPE_CLIENT_AGREEMENTS_VIEW);
  g_type_ensure (TRANCHE_TYPE_CLIENT_OVERVIEW_VIEW);
  g_type_ensure (TRANCHE_TYPE_CLIENT_PEOPLE_VIEW);
  g_type_ensure (TRANCHE_TYPE_CLIENT_PRODUCTION_VIEW);
  g_type_ensure (TRANCHE_TYPE_CLIENT_SEGMENTS_VIEW);
  g_type_ensure (TRANCHE_TYPE_PRODUCTION_CHART);
  g_type_ensure (TRANCHE_TYPE_SEGMENT_BADGE);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tranche_app/Tranche/ui/client-page.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, header_bar);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, states);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, problem_page);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, switcher_window);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, view_switcher);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, avatar);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, name_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, facts_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, team_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, differs_box);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, differs_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, package_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, package_icon_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, badge);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, why_button);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, why_popover);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, why_label);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, why_chart);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, view_stack);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, overview_view);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, people_view);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, production_view);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, agreements_view);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, segments_view);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientPage, activity_view);
  gtk_widget_class_bind_template_callback (widget_class, show_toggle);
}

static void
tranche_client_page_init (TrancheClientPage *self)
{
  static const GActionEntry actions[] = {
    { .name = "print-document", .activate = print_document_activated_cb, .parameter_type = "s" },
    { .name = "add-agreement", .activate = add_agreement_activated_cb },
    { .name = "set-package", .activate = set_package_activated_cb },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  tranche_page_add_action_entries (TRANCHE_PAGE (self), actions, G_N_ELEMENTS (actions));

  g_signal_connect (self, "notify::item-id", G_CALLBACK (item_changed_cb), NULL);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled_window),
                           "value-changed", G_CALLBACK (scrolled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (self->switcher_window),
                           "notify::page-size", G_CALLBACK (show_toggle), self, G_CONNECT_SWAPPED);
}

TranchePage *
tranche_client_page_new (TrancheSession *session, gint64 client_id)
{
  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);
  g_return_val_if_fail (client_id > 0, NULL);

  return g_object_new (TRANCHE_TYPE_CLIENT_PAGE, "session", session, "item-id", client_id, NULL);
}

void
tranche_client_page_show_view (TrancheClientPage *self, const char *name)
{
  g_return_if_fail (TRANCHE_IS_CLIENT_PAGE (self));

  adw_view_stack_set_visible_child_name (self->view_stack, name);
}
