/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/model-page.h"

#include "ui/app/error-message.h"
#include "ui/segments/model-actions.h"
#include "ui/segments/segment-dialog.h"

typedef struct
{
  /* Template widgets */
  GtkMenuButton *menu_button;
  GtkWidget *add_button;
  AdwHeaderBar *header_bar;
  AdwBanner *banner;
  GtkStack *states;
  AdwStatusPage *problem_page;
  AdwBin *content_bin;

  /* Owned */
  TrancheModelActions *model_actions;
  GCancellable *reading;
  char *new_label;
  char *obstacle;
  gint64 model_id;
  gboolean narrow;
  gboolean cramped;
} TrancheModelPagePrivate;

enum
{
  PROP_0,
  PROP_NARROW,
  PROP_CRAMPED,
  PROP_NEW_LABEL,
  PROP_PROBLEM_TITLE,
  PROP_CONTENT,
  PROP_HEADER_END,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TrancheModelPage, tranche_model_page, TRANCHE_TYPE_PAGE)

static TrancheModelPagePrivate *
get_private (TrancheModelPage *self)
{
  return tranche_model_page_get_instance_private (self);
}

/* What may be done, and why not ------------------------------------------------ */

static void
update_add_button (TrancheModelPage *self)
{
  TrancheModelPagePrivate *priv = get_private (self);

  gtk_widget_set_tooltip_text (priv->add_button,
                               priv->obstacle != NULL ? priv->obstacle : priv->new_label);
}

static void
update_actions (TrancheModelPage *self)
{
  TrancheModelPagePrivate *priv = get_private (self);
  const char *const *names = TRANCHE_MODEL_PAGE_GET_CLASS (self)->edit_actions;
  gboolean enabled = priv->model_id != 0 && priv->obstacle == NULL;

  tranche_page_set_action_enabled (TRANCHE_PAGE (self), "new", enabled);
  tranche_page_set_action_enabled (TRANCHE_PAGE (self), "edit-segment", enabled);
  for (; *names != NULL; names++)
    tranche_page_set_action_enabled (TRANCHE_PAGE (self), *names, enabled);
  update_add_button (self);
}

static void
edit_segment_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TrancheModelPage *self = user_data;
  TrancheSegment *segment
      = TRANCHE_MODEL_PAGE_GET_CLASS (self)->find_segment (self, g_variant_get_int64 (parameter));

  if (segment != NULL)
    adw_dialog_present (
        tranche_segment_dialog_new (tranche_page_get_session (TRANCHE_PAGE (self)), segment),
        GTK_WIDGET (self));
}

/* Reading ------------------------------------------------------------------- */

typedef struct
{
  gint64 office_id;
  gint64 member_id;
  TrancheDate today;
} Reading;

static gboolean
load_snapshot (TrancheDatabase *db,
               gpointer data,
               GCancellable *cancellable,
               gpointer *result,
               GError **error)
{
  const Reading *reading = data;

  *result = tranche_model_snapshot_load (db, reading->office_id, reading->member_id, reading->today,
                                         cancellable, error);
  return *result != NULL;
}

static void
show_snapshot (TrancheModelPage *self, TrancheModelSnapshot *snapshot)
{
  TrancheModelPagePrivate *priv = get_private (self);

  priv->model_id = snapshot->use->model_id;
  g_set_str (&priv->obstacle, snapshot->use->edit_obstacle);
  tranche_model_actions_set_use (priv->model_actions, snapshot->use);
  TRANCHE_MODEL_PAGE_GET_CLASS (self)->show_snapshot (self, snapshot);
  gtk_stack_set_visible_child_name (priv->states, "content");
  update_actions (self);
}

static void
snapshot_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheModelPage) self = user_data;
  TrancheModelPagePrivate *priv = get_private (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (TrancheModelSnapshot) snapshot
      = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  if (tranche_error_is_cancelled (error))
    return;
  if (snapshot == NULL)
    {
      adw_status_page_set_description (priv->problem_page, tranche_error_get_advice (error));
      gtk_stack_set_visible_child_name (priv->states, "problem");
      return;
    }
  show_snapshot (self, snapshot);
}

static void
tranche_model_page_load (TranchePage *page)
{
  g_signal_connect_object (tranche_page_get_session (page), "notify",
                           G_CALLBACK (tranche_model_page_reload), page, G_CONNECT_SWAPPED);
  tranche_model_page_reload (TRANCHE_MODEL_PAGE (page));
}

static void
tranche_model_page_changed (TranchePage *page, const TrancheChanges *changes)
{
  const char *const *tables = TRANCHE_MODEL_PAGE_GET_CLASS (page)->tables;
  gboolean concerned = tables == NULL;

  for (; !concerned && *tables != NULL; tables++)
    concerned = tranche_changes_has_table (changes, *tables);
  if (concerned)
    tranche_model_page_reload (TRANCHE_MODEL_PAGE (page));
}

/* The class ----------------------------------------------------------------- */

/* One at a time holds, so this one says again what holds in any narrow window. */
static void
add_breakpoint (TrancheModelPage *self)
{
  GtkWidget *bin = adw_navigation_page_get_child (ADW_NAVIGATION_PAGE (self));
  AdwBreakpoint *breakpoint = adw_breakpoint_new (adw_breakpoint_condition_new_length (
      ADW_BREAKPOINT_CONDITION_MAX_WIDTH, TRANCHE_MODEL_PAGE_GET_CLASS (self)->title_width,
      ADW_LENGTH_UNIT_SP));

  adw_breakpoint_add_setters (breakpoint, G_OBJECT (self), "narrow", TRUE, G_OBJECT (self),
                              "cramped", TRUE, NULL);
  adw_breakpoint_bin_add_breakpoint (ADW_BREAKPOINT_BIN (bin), breakpoint);
}

static void
tranche_model_page_constructed (GObject *object)
{
  static const GActionEntry edit
      = { .name = "edit-segment", .activate = edit_segment_activated_cb, .parameter_type = "x" };

  G_OBJECT_CLASS (tranche_model_page_parent_class)->constructed (object);

  add_breakpoint (TRANCHE_MODEL_PAGE (object));
  tranche_page_add_action_entries (TRANCHE_PAGE (object), &edit, 1);
  update_actions (TRANCHE_MODEL_PAGE (object));
}

static void
tranche_model_page_dispose (GObject *object)
{
  TrancheModelPagePrivate *priv = get_private (TRANCHE_MODEL_PAGE (object));

  g_cancellable_cancel (priv->reading);
  g_clear_object (&priv->reading);
  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_MODEL_PAGE);
  g_clear_object (&priv->model_actions);
  g_clear_pointer (&priv->new_label, g_free);
  g_clear_pointer (&priv->obstacle, g_free);

  G_OBJECT_CLASS (tranche_model_page_parent_class)->dispose (object);
}

static void
tranche_model_page_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  TrancheModelPagePrivate *priv = get_private (TRANCHE_MODEL_PAGE (object));

  switch (property_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, priv->narrow);
      break;
    case PROP_CRAMPED:
      g_value_set_boolean (value, priv->cramped);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
set_flag (TrancheModelPage *self, guint property_id, gboolean *flag, gboolean wanted)
{
  if (*flag == wanted)
    return;
  *flag = wanted;
  if (property_id == PROP_NARROW)
    tranche_model_actions_set_narrow (get_private (self)->model_actions, wanted);
  g_object_notify_by_pspec (G_OBJECT (self), props[property_id]);
}

static void
set_new_label (TrancheModelPage *self, const char *label)
{
  TrancheModelPagePrivate *priv = get_private (self);

  g_set_str (&priv->new_label, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->add_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  update_add_button (self);
}

static void
tranche_model_page_set_property (GObject *object,
                                 guint property_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  TrancheModelPage *self = TRANCHE_MODEL_PAGE (object);
  TrancheModelPagePrivate *priv = get_private (self);

  switch (property_id)
    {
    case PROP_NARROW:
      set_flag (self, PROP_NARROW, &priv->narrow, g_value_get_boolean (value));
      break;
    case PROP_CRAMPED:
      set_flag (self, PROP_CRAMPED, &priv->cramped, g_value_get_boolean (value));
      break;
    case PROP_NEW_LABEL:
      set_new_label (self, g_value_get_string (value));
      break;
    case PROP_PROBLEM_TITLE:
      adw_status_page_set_title (priv->problem_page, g_value_get_string (value));
      break;
    case PROP_CONTENT:
      adw_bin_set_child (priv->content_bin, g_value_get_object (value));
      break;
    case PROP_HEADER_END:
      adw_header_bar_pack_end (priv->header_bar, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags both = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  props[PROP_NARROW] = g_param_spec_boolean ("narrow", NULL, NULL, FALSE, both);
  props[PROP_CRAMPED] = g_param_spec_boolean ("cramped", NULL, NULL, FALSE, both);
  props[PROP_NEW_LABEL] = g_param_spec_string ("new-label", NULL, NULL, NULL, flags);
  props[PROP_PROBLEM_TITLE] = g_param_spec_string ("problem-title", NULL, NULL, NULL, flags);
  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_HEADER_END] = g_param_spec_object ("header-end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tranche_model_page_class_init (TrancheModelPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  TranchePageClass *page_class = TRANCHE_PAGE_CLASS (klass);

  object_class->constructed = tranche_model_page_constructed;
  object_class->dispose = tranche_model_page_dispose;
  object_class->get_property = tranche_model_page_get_property;
  object_class->set_property = tranche_model_page_set_property;
  page_class->load = tranche_model_page_load;
  page_class->changed = tranche_model_page_changed;
  install_properties (object_class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tranche_app/Tranche/ui/model-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, TrancheModelPage, menu_button);
  gtk_widget_class_bind_template_child_private (widget_class, TrancheModelPage, add_button);
  gtk_widget_class_bind_template_child_private (widget_class, TrancheModelPage, header_bar);
  gtk_widget_class_bind_template_child_private (widget_class, TrancheModelPage, banner);
  gtk_widget_class_bind_template_child_private (widget_class, TrancheModelPage, states);
  gtk_widget_class_bind_template_child_private (widget_class, TrancheModelPage, problem_page);
  gtk_widget_class_bind_template_child_private (widget_class, TrancheModelPage, content_bin);
}

static void
tranche_model_page_init (TrancheModelPage *self)
{
  TrancheModelPagePrivate *priv = get_private (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  priv->model_actions
      = tranche_model_actions_new (TRANCHE_PAGE (self), priv->menu_button, priv->banner);
}

gint64
tranche_model_page_get_model_id (TrancheModelPage *self)
{
  g_return_val_if_fail (TRANCHE_IS_MODEL_PAGE (self), 0);

  return get_private (self)->model_id;
}

const char *
tranche_model_page_get_obstacle (TrancheModelPage *self)
{
  g_return_val_if_fail (TRANCHE_IS_MODEL_PAGE (self), NULL);

  return get_private (self)->obstacle;
}

gboolean
tranche_model_page_get_narrow (TrancheModelPage *self)
{
  g_return_val_if_fail (TRANCHE_IS_MODEL_PAGE (self), FALSE);

  return get_private (self)->narrow;
}

void
tranche_model_page_reload (TrancheModelPage *self)
{
  TrancheModelPagePrivate *priv;
  TrancheSession *session;
  Reading *reading;

  g_return_if_fail (TRANCHE_IS_MODEL_PAGE (self));

  priv = get_private (self);
  session = tranche_page_get_session (TRANCHE_PAGE (self));
  g_cancellable_cancel (priv->reading);
  g_clear_object (&priv->reading);
  priv->reading = g_cancellable_new ();
  reading = g_new0 (Reading, 1);
  reading->office_id = tranche_session_get_office_id (session);
  reading->member_id = tranche_session_get_member_id (session);
  reading->today = TRANCHE_MODEL_PAGE_GET_CLASS (self)->counts_clients
                       ? tranche_session_get_today (session)
                       : TRANCHE_DATE_NONE;
  tranche_store_read_async (tranche_page_get_store (TRANCHE_PAGE (self)), G_PRIORITY_DEFAULT,
                            load_snapshot, reading, g_free,
                            (GDestroyNotify) tranche_model_snapshot_free, priv->reading,
                            snapshot_read_cb, g_object_ref (self));
}
