/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/practice-view.h"

#include <glib/gi18n.h>

#include "ui/app/discard-question.h"
#include "ui/app/section-row.h"
#include "ui/app/sections.h"
#include "ui/widgets/progress-row.h"

struct _TranchePracticeView
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwNavigationSplitView *split_view;
  AdwNavigationPage *sidebar_page;
  AdwNavigationPage *content_page;
  GtkListBox *section_list;
  GtkRevealer *activity_revealer;
  GtkListBox *activity_list;
  GtkStack *section_stack;
  GtkMenuButton *identity_button;
  AdwAvatar *identity_avatar;
  GtkLabel *identity_label;

  /* Owned */
  TrancheSession *session;
  GMenuModel *menu_model;
  GBindingGroup *session_bindings;
  TranchePage *visible_page;
  gboolean collapsed;

  /* Borrowed: what was last gone to by selecting its row */
  const TrancheSection *selected_section;
};

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_MENU_MODEL,
  PROP_COLLAPSED,
  PROP_VISIBLE_PAGE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (TranchePracticeView, tranche_practice_view, ADW_TYPE_BIN)

static void
update_visible_page (TranchePracticeView *self)
{
  GtkWidget *view = gtk_stack_get_visible_child (self->section_stack);
  TranchePage *page = NULL;

  if (ADW_IS_NAVIGATION_VIEW (view))
    page = TRANCHE_PAGE (adw_navigation_view_get_visible_page (ADW_NAVIGATION_VIEW (view)));

  if (g_set_object (&self->visible_page, page))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VISIBLE_PAGE]);
}

static GtkWidget *
create_activity_row_cb (gpointer item, gpointer user_data)
{
  return tranche_progress_row_new (item);
}

static void
activities_changed_cb (TranchePracticeView *self)
{
  GListModel *activities = tranche_session_get_activities (self->session);

  gtk_revealer_set_reveal_child (self->activity_revealer,
                                 g_list_model_get_n_items (activities) > 0);
}

static void
add_group_heading_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const TrancheSection *section = tranche_section_row_get_section (TRANCHE_SECTION_ROW (row));
  const TrancheSection *previous
      = before != NULL ? tranche_section_row_get_section (TRANCHE_SECTION_ROW (before)) : NULL;
  GtkWidget *heading = NULL;

  if (*section->group != '\0'
      && (previous == NULL || !g_str_equal (section->group, previous->group)))
    {
      heading = gtk_label_new (_ (section->group));
      gtk_label_set_xalign (GTK_LABEL (heading), 0);
      gtk_widget_add_css_class (heading, "heading");
      gtk_widget_add_css_class (heading, "section-heading");
    }
  gtk_list_box_row_set_header (row, heading);
}

static GtkListBoxRow *
find_row (TranchePracticeView *self, const char *section_id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->section_list, i)) != NULL; i++)
    {
      if (g_str_equal (tranche_section_row_get_section (TRANCHE_SECTION_ROW (row))->id, section_id))
        return row;
    }
  return NULL;
}

/* On a narrow window the sections are a page of their own, where none is the current one. */
static void
update_selection (TranchePracticeView *self)
{
  const char *section_id = tranche_practice_view_get_section (self);
  GtkListBoxRow *row = section_id != NULL ? find_row (self, section_id) : NULL;

  gtk_list_box_set_selection_mode (self->section_list,
                                   self->collapsed ? GTK_SELECTION_NONE : GTK_SELECTION_SINGLE);
  if (!self->collapsed)
    gtk_list_box_select_row (self->section_list, row);
}

static AdwNavigationView *
ensure_section (TranchePracticeView *self, const TrancheSection *section)
{
  GtkWidget *view = gtk_stack_get_child_by_name (self->section_stack, section->id);
  TranchePage *page;

  if (view != NULL)
    return ADW_NAVIGATION_VIEW (view);

  page = section->create (self->session);
  view = adw_navigation_view_new ();
  adw_navigation_view_add (ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (page));
  g_signal_connect_object (view, "notify::visible-page", G_CALLBACK (update_visible_page), self,
                           G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->section_stack, view, section->id);
  return ADW_NAVIGATION_VIEW (view);
}

static void
show_section (TranchePracticeView *self, const TrancheSection *section, gint64 item_id)
{
  AdwNavigationView *view = ensure_section (self, section);
  gboolean same = gtk_stack_get_visible_child (self->section_stack) == GTK_WIDGET (view);

  gtk_stack_set_visible_child (self->section_stack, GTK_WIDGET (view));
  adw_navigation_page_set_title (self->content_page, _ (section->title));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);

  /* The section that is shown already goes back to its list, as people expect of its name. */
  if (same || item_id != 0)
    {
      GListModel *stack = G_LIST_MODEL (adw_navigation_view_get_navigation_stack (view));
      g_autoptr (AdwNavigationPage) first = g_list_model_get_item (stack, 0);

      adw_navigation_view_pop_to_page (view, first);
      if (item_id != 0 && TRANCHE_IS_PAGE (first))
        tranche_page_open_item (TRANCHE_PAGE (first), item_id);
      g_object_unref (stack);
    }

  update_selection (self);
  update_visible_page (self);
}

typedef struct
{
  TranchePracticeView *self;
  const TrancheSection *section; /* NULL: the window is to be closed */
  gint64 item_id;
} Leaving;

static void
leaving_free (Leaving *leaving)
{
  g_clear_object (&leaving->self);
  g_free (leaving);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Leaving, leaving_free)

static void
leave_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Leaving) leaving = user_data;

  if (!tranche_discard_question_finish (result))
    update_selection (leaving->self);
  else if (leaving->section == NULL)
    gtk_widget_activate_action (GTK_WIDGET (leaving->self), "window.close", NULL);
  else if (leaving->self->session != NULL)
    show_section (leaving->self, leaving->section, leaving->item_id);
}

/* FALSE: people are asked, and it goes on by itself if they agree. */
static gboolean
confirm_leaving (TranchePracticeView *self, const TrancheSection *section, gint64 item_id)
{
  Leaving *leaving;

  if (self->visible_page == NULL || !tranche_page_get_has_draft (self->visible_page))
    return TRUE;

  leaving = g_new0 (Leaving, 1);
  leaving->self = g_object_ref (self);
  leaving->section = section;
  leaving->item_id = item_id;
  tranche_discard_question_ask (self->visible_page, GTK_WIDGET (self), leave_chosen_cb, leaving);
  return FALSE;
}

/* The arrow keys select: what is selected and what is shown are always the same section. */
static void
section_selected_cb (TranchePracticeView *self, GtkListBoxRow *row)
{
  const TrancheSection *section;

  if (row == NULL || self->collapsed)
    return;
  section = tranche_section_row_get_section (TRANCHE_SECTION_ROW (row));
  if (g_strcmp0 (section->id, tranche_practice_view_get_section (self)) == 0)
    return;
  self->selected_section = section;
  tranche_practice_view_go_to (self, section->id, 0);
}

/* A click selects the row before it activates it, and that has led there already. */
static void
section_activated_cb (TranchePracticeView *self, GtkListBoxRow *row)
{
  const TrancheSection *section = tranche_section_row_get_section (TRANCHE_SECTION_ROW (row));
  gboolean arrived = self->selected_section == section;

  self->selected_section = NULL;
  if (!arrived)
    tranche_practice_view_go_to (self, section->id, 0);
}

static void
clear_sections (TranchePracticeView *self)
{
  GtkWidget *child;

  gtk_list_box_remove_all (self->section_list);
  gtk_list_box_bind_model (self->activity_list, NULL, NULL, NULL, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->section_stack))) != NULL)
    gtk_stack_remove (self->section_stack, child);
  update_visible_page (self);
}

static void
fill_sections (TranchePracticeView *self)
{
  GListModel *activities = tranche_session_get_activities (self->session);
  guint n_sections;
  const TrancheSection *sections = tranche_sections_get (&n_sections);

  for (guint i = 0; i < n_sections; i++)
    gtk_list_box_append (self->section_list, tranche_section_row_new (&sections[i], self->session));

  gtk_list_box_bind_model (self->activity_list, activities, create_activity_row_cb, NULL, NULL);
  g_signal_connect_object (activities, "items-changed", G_CALLBACK (activities_changed_cb), self,
                           G_CONNECT_SWAPPED);
  activities_changed_cb (self);
  show_section (self, &sections[0], 0);
}

static gboolean
transform_title (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  const char *name = g_value_get_string (from);

  g_value_set_string (to, *name != '\0' ? name : _ ("Practice"));
  return TRUE;
}

static gboolean
transform_identity (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  /* Translators: %s is a team member */
  g_value_take_string (to, g_strdup_printf (_ ("Acting as %s"), g_value_get_string (from)));
  return TRUE;
}

static gboolean
transform_has_member (GBinding *binding, const GValue *from, GValue *to, gpointer user_data)
{
  g_value_set_boolean (to, g_value_get_int64 (from) != 0);
  return TRUE;
}

/* Beside the page, the section's row has the focus first; on a narrow window, the page. */
static gboolean
tranche_practice_view_grab_focus (GtkWidget *widget)
{
  TranchePracticeView *self = TRANCHE_PRACTICE_VIEW (widget);
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->section_list);

  if (row != NULL && !self->collapsed)
    return gtk_widget_grab_focus (GTK_WIDGET (row));
  return gtk_widget_child_focus (GTK_WIDGET (self->content_page), GTK_DIR_TAB_FORWARD);
}

static void
tranche_practice_view_dispose (GObject *object)
{
  TranchePracticeView *self = TRANCHE_PRACTICE_VIEW (object);

  g_clear_object (&self->visible_page);
  /* The bin lets go of its child first: what the template unparents, it would unparent again. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_PRACTICE_VIEW);
  g_clear_object (&self->session_bindings);
  g_clear_object (&self->session);
  g_clear_object (&self->menu_model);

  G_OBJECT_CLASS (tranche_practice_view_parent_class)->dispose (object);
}

static void
tranche_practice_view_get_property (GObject *object,
                                    guint property_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  TranchePracticeView *self = TRANCHE_PRACTICE_VIEW (object);

  switch (property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_MENU_MODEL:
      g_value_set_object (value, self->menu_model);
      break;
    case PROP_COLLAPSED:
      g_value_set_boolean (value, self->collapsed);
      break;
    case PROP_VISIBLE_PAGE:
      g_value_set_object (value, self->visible_page);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_practice_view_set_property (GObject *object,
                                    guint property_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  TranchePracticeView *self = TRANCHE_PRACTICE_VIEW (object);

  switch (property_id)
    {
    case PROP_MENU_MODEL:
      if (g_set_object (&self->menu_model, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_COLLAPSED:
      if (self->collapsed != g_value_get_boolean (value))
        {
          self->collapsed = g_value_get_boolean (value);
          update_selection (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_practice_view_class_init (TranchePracticeViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = tranche_practice_view_dispose;
  object_class->get_property = tranche_practice_view_get_property;
  object_class->set_property = tranche_practice_view_set_property;
  widget_class->grab_focus = tranche_practice_view_grab_focus;

  props[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, TRANCHE_TYPE_SESSION,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_MENU_MODEL] = g_param_spec_object ("menu-model", NULL, NULL, G_TYPE_MENU_MODEL, flags);
  props[PROP_COLLAPSED] = g_param_spec_boolean ("collapsed", NULL, NULL, FALSE, flags);
  props[PROP_VISIBLE_PAGE] = g_param_spec_object ("visible-page", NULL, NULL, TRANCHE_TYPE_PAGE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/practice-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TranchePracticeView, split_view);
  gtk_widget_class_bind_template_child (widget_class, TranchePracticeView, sidebar_page);
  gtk_widget_class_bind_template_child (widget_class, TranchePracticeView, content_page);
  gtk_widget_class_bind_template_child (widget_class, TranchePracticeView, section_list);
  gtk_widget_class_bind_template_child (widget_class, TranchePracticeView, activity_revealer);
  gtk_widget_class_bind_template_child (widget_class, TranchePracticeView, activity_list);
  gtk_widget_class_bind_template_child (widget_class, TranchePracticeView, section_stack);
  gtk_widget_class_bind_template_child (widget_class, TranchePracticeView, identity_button);
  gtk_widget_class_bind_template_child (widget_class, TranchePracticeView, identity_avatar);
  gtk_widget_class_bind_template_child (widget_class, TranchePracticeView, identity_label);
  gtk_widget_class_bind_template_callback (widget_class, section_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, section_selected_cb);
}

static void
tranche_practice_view_init (TranchePracticeView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->section_list, add_group_heading_cb, NULL, NULL);

  self->session_bindings = g_binding_group_new ();
  g_binding_group_bind_full (self->session_bindings, "office-name", self->sidebar_page, "title",
                             G_BINDING_SYNC_CREATE, transform_title, NULL, NULL, NULL);
  g_binding_group_bind (self->session_bindings, "member-name", self->identity_avatar, "text",
                        G_BINDING_SYNC_CREATE);
  g_binding_group_bind_full (self->session_bindings, "member-name", self->identity_label, "label",
                             G_BINDING_SYNC_CREATE, transform_identity, NULL, NULL, NULL);
  g_binding_group_bind_full (self->session_bindings, "member-id", self->identity_button, "visible",
                             G_BINDING_SYNC_CREATE, transform_has_member, NULL, NULL, NULL);
}

void
tranche_practice_view_set_session (TranchePracticeView *self,
                                   TrancheSession *session,
                                   GMenuModel *identity_menu)
{
  g_return_if_fail (TRANCHE_IS_PRACTICE_VIEW (self));
  g_return_if_fail (session == NULL || TRANCHE_IS_SESSION (session));

  if (self->session == session)
    return;

  clear_sections (self);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (tranche_session_get_activities (self->session), self);
  g_set_object (&self->session, session);
  g_binding_group_set_source (self->session_bindings, session);
  gtk_menu_button_set_menu_model (self->identity_button, identity_menu);
  if (session != NULL)
    fill_sections (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SESSION]);
}

TranchePage *
tranche_practice_view_get_visible_page (TranchePracticeView *self)
{
  g_return_val_if_fail (TRANCHE_IS_PRACTICE_VIEW (self), NULL);

  return self->visible_page;
}

const char *
tranche_practice_view_get_section (TranchePracticeView *self)
{
  g_return_val_if_fail (TRANCHE_IS_PRACTICE_VIEW (self), NULL);

  return gtk_stack_get_visible_child_name (self->section_stack);
}

void
tranche_practice_view_go_to (TranchePracticeView *self, const char *section_id, gint64 item_id)
{
  const TrancheSection *section;

  g_return_if_fail (TRANCHE_IS_PRACTICE_VIEW (self));
  g_return_if_fail (section_id != NULL);

  section = tranche_sections_find (section_id);
  if (section != NULL && self->session != NULL && confirm_leaving (self, section, item_id))
    show_section (self, section, item_id);
}

void
tranche_practice_view_focus_sidebar (TranchePracticeView *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (TRANCHE_IS_PRACTICE_VIEW (self));

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  row = gtk_list_box_get_selected_row (self->section_list);
  gtk_widget_grab_focus (row != NULL ? GTK_WIDGET (row) : GTK_WIDGET (self->section_list));
}

gboolean
tranche_practice_view_confirm_close (TranchePracticeView *self)
{
  g_return_val_if_fail (TRANCHE_IS_PRACTICE_VIEW (self), TRUE);

  return confirm_leaving (self, NULL, 0);
}
