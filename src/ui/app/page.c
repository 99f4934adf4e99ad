/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/page.h"

#include "ui/app/window.h"

typedef struct
{
  TrancheSession *session;
  GSimpleActionGroup *actions;
  GCancellable *cancellable;
  gint64 item_id;
  gboolean has_draft;
  gboolean loaded;
} TranchePagePrivate;

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_ITEM_ID,
  PROP_HAS_DRAFT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (TranchePage, tranche_page, ADW_TYPE_NAVIGATION_PAGE)

static AdwNavigationView *
get_view (TranchePage *self)
{
  return ADW_NAVIGATION_VIEW (
      gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW));
}

/* The list under a detail. */
static TranchePage *
get_list (TranchePage *self)
{
  AdwNavigationView *view = get_view (self);
  AdwNavigationPage *previous;

  if (view == NULL)
    return NULL;
  previous = adw_navigation_view_get_previous_page (view, ADW_NAVIGATION_PAGE (self));
  return TRANCHE_IS_PAGE (previous) ? TRANCHE_PAGE (previous) : NULL;
}

static void
go_to_neighbour (TranchePage *self, int by)
{
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);
  TranchePage *list = get_list (self);
  gint64 item_id;

  if (list == NULL || priv->item_id == 0 || TRANCHE_PAGE_GET_CLASS (list)->get_neighbour == NULL)
    return;
  item_id = TRANCHE_PAGE_GET_CLASS (list)->get_neighbour (list, priv->item_id, by);
  if (item_id != 0)
    tranche_page_set_item_id (self, item_id);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
search_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TRANCHE_PAGE_GET_CLASS (user_data)->start_search (user_data);
}

static void
new_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TRANCHE_PAGE_GET_CLASS (user_data)->create_new (user_data);
}

static void
print_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  TRANCHE_PAGE_GET_CLASS (user_data)->print (user_data);
}

static void
previous_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_to_neighbour (user_data, -1);
}

static void
next_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  go_to_neighbour (user_data, 1);
}

static void
update_neighbour_actions (TranchePage *self)
{
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);

  tranche_page_set_action_enabled (self, "previous", priv->item_id != 0);
  tranche_page_set_action_enabled (self, "next", priv->item_id != 0);
}

static void
store_changed_cb (TranchePage *self, const TrancheChanges *changes)
{
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);

  if (priv->loaded && TRANCHE_PAGE_GET_CLASS (self)->changed != NULL)
    TRANCHE_PAGE_GET_CLASS (self)->changed (self, changes);
}

static void
tranche_page_showing (AdwNavigationPage *page)
{
  TranchePage *self = TRANCHE_PAGE (page);
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);

  if (!priv->loaded)
    {
      priv->loaded = TRUE;
      if (TRANCHE_PAGE_GET_CLASS (self)->load != NULL)
        TRANCHE_PAGE_GET_CLASS (self)->load (self);
    }

  if (ADW_NAVIGATION_PAGE_CLASS (tranche_page_parent_class)->showing != NULL)
    ADW_NAVIGATION_PAGE_CLASS (tranche_page_parent_class)->showing (page);
}

static void
tranche_page_constructed (GObject *object)
{
  static const GActionEntry neighbours[] = {
    { .name = "previous", .activate = previous_activated_cb },
    { .name = "next", .activate = next_activated_cb },
  };
  static const GActionEntry search = { .name = "search", .activate = search_activated_cb };
  static const GActionEntry create = { .name = "new", .activate = new_activated_cb };
  static const GActionEntry print = { .name = "print", .activate = print_activated_cb };
  TranchePage *self = TRANCHE_PAGE (object);
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);
  TranchePageClass *klass = TRANCHE_PAGE_GET_CLASS (self);
  TrancheStore *store;

  G_OBJECT_CLASS (tranche_page_parent_class)->constructed (object);

  tranche_page_add_action_entries (self, neighbours, G_N_ELEMENTS (neighbours));
  if (klass->start_search != NULL)
    tranche_page_add_action_entries (self, &search, 1);
  if (klass->create_new != NULL)
    tranche_page_add_action_entries (self, &create, 1);
  if (klass->print != NULL)
    tranche_page_add_action_entries (self, &print, 1);
  update_neighbour_actions (self);

  store = priv->session != NULL ? tranche_session_get_store (priv->session) : NULL;
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
tranche_page_dispose (GObject *object)
{
  TranchePage *self = TRANCHE_PAGE (object);
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->session);

  G_OBJECT_CLASS (tranche_page_parent_class)->dispose (object);
}

static void
tranche_page_finalize (GObject *object)
{
  TranchePagePrivate *priv = tranche_page_get_instance_private (TRANCHE_PAGE (object));

  g_clear_object (&priv->actions);
  g_clear_object (&priv->cancellable);

  G_OBJECT_CLASS (tranche_page_parent_class)->finalize (object);
}

static void
tranche_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  TranchePage *self = TRANCHE_PAGE (object);

  switch (property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, tranche_page_get_session (self));
      break;
    case PROP_ITEM_ID:
      g_value_set_int64 (value, tranche_page_get_item_id (self));
      break;
    case PROP_HAS_DRAFT:
      g_value_set_boolean (value, tranche_page_get_has_draft (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_page_set_property (GObject *object,
                           guint property_id,
                           const GValue *value,
                           GParamSpec *pspec)
{
  TranchePage *self = TRANCHE_PAGE (object);
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);

  switch (property_id)
    {
    case PROP_SESSION:
      priv->session = g_value_dup_object (value);
      break;
    case PROP_ITEM_ID:
      tranche_page_set_item_id (self, g_value_get_int64 (value));
      break;
    case PROP_HAS_DRAFT:
      tranche_page_set_has_draft (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_page_class_init (TranchePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  AdwNavigationPageClass *page_class = ADW_NAVIGATION_PAGE_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->constructed = tranche_page_constructed;
  object_class->dispose = tranche_page_dispose;
  object_class->finalize = tranche_page_finalize;
  object_class->get_property = tranche_page_get_property;
  object_class->set_property = tranche_page_set_property;
  page_class->showing = tranche_page_showing;

  props[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, TRANCHE_TYPE_SESSION,
                                             flags | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_ITEM_ID] = g_param_spec_int64 ("item-id", NULL, NULL, 0, G_MAXINT64, 0,
                                            flags | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_HAS_DRAFT]
      = g_param_spec_boolean ("has-draft", NULL, NULL, FALSE, flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tranche_page_init (TranchePage *self)
{
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);

  priv->cancellable = g_cancellable_new ();
  priv->actions = g_simple_action_group_new ();
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", G_ACTION_GROUP (priv->actions));
}

TrancheSession *
tranche_page_get_session (TranchePage *self)
{
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);

  g_return_val_if_fail (TRANCHE_IS_PAGE (self), NULL);

  return priv->session;
}

TrancheStore *
tranche_page_get_store (TranchePage *self)
{
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);

  g_return_val_if_fail (TRANCHE_IS_PAGE (self), NULL);

  return priv->session != NULL ? tranche_session_get_store (priv->session) : NULL;
}

TrancheWindow *
tranche_page_get_window (TranchePage *self)
{
  GtkRoot *root;

  g_return_val_if_fail (TRANCHE_IS_PAGE (self), NULL);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  return TRANCHE_IS_WINDOW (root) ? TRANCHE_WINDOW (root) : NULL;
}

GCancellable *
tranche_page_get_cancellable (TranchePage *self)
{
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);

  g_return_val_if_fail (TRANCHE_IS_PAGE (self), NULL);

  return priv->cancellable;
}

gint64
tranche_page_get_item_id (TranchePage *self)
{
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);

  g_return_val_if_fail (TRANCHE_IS_PAGE (self), 0);

  return priv->item_id;
}

void
tranche_page_set_item_id (TranchePage *self, gint64 item_id)
{
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);

  g_return_if_fail (TRANCHE_IS_PAGE (self));

  if (priv->item_id == item_id)
    return;
  priv->item_id = item_id;
  update_neighbour_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ITEM_ID]);
}

gboolean
tranche_page_get_has_draft (TranchePage *self)
{
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);

  g_return_val_if_fail (TRANCHE_IS_PAGE (self), FALSE);

  return priv->has_draft;
}

void
tranche_page_set_has_draft (TranchePage *self, gboolean has_draft)
{
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);

  g_return_if_fail (TRANCHE_IS_PAGE (self));

  has_draft = !!has_draft;
  if (priv->has_draft == has_draft)
    return;
  priv->has_draft = has_draft;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HAS_DRAFT]);
}

void
tranche_page_discard_draft (TranchePage *self)
{
  g_return_if_fail (TRANCHE_IS_PAGE (self));

  if (TRANCHE_PAGE_GET_CLASS (self)->discard_draft != NULL)
    TRANCHE_PAGE_GET_CLASS (self)->discard_draft (self);
  tranche_page_set_has_draft (self, FALSE);
}

void
tranche_page_push (TranchePage *self, TranchePage *detail)
{
  AdwNavigationView *view;

  g_return_if_fail (TRANCHE_IS_PAGE (self));
  g_return_if_fail (TRANCHE_IS_PAGE (detail));

  view = get_view (self);
  g_return_if_fail (view != NULL);

  adw_navigation_view_push (view, ADW_NAVIGATION_PAGE (detail));
}

void
tranche_page_leave (TranchePage *self)
{
  AdwNavigationView *view;
  AdwNavigationPage *previous;

  g_return_if_fail (TRANCHE_IS_PAGE (self));

  view = get_view (self);
  previous = view != NULL ? adw_navigation_view_get_previous_page (view, ADW_NAVIGATION_PAGE (self))
                          : NULL;
  if (previous != NULL)
    adw_navigation_view_pop_to_page (view, previous);
}

void
tranche_page_add_action_entries (TranchePage *self, const GActionEntry *entries, int n_entries)
{
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);

  g_return_if_fail (TRANCHE_IS_PAGE (self));

  g_action_map_add_action_entries (G_ACTION_MAP (priv->actions), entries, n_entries, self);
}

void
tranche_page_set_action_enabled (TranchePage *self, const char *name, gboolean enabled)
{
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);
  GAction *action;

  g_return_if_fail (TRANCHE_IS_PAGE (self));

  action = g_action_map_lookup_action (G_ACTION_MAP (priv->actions), name);
  g_return_if_fail (action != NULL);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

GActionGroup *
tranche_page_get_actions (TranchePage *self)
{
  TranchePagePrivate *priv = tranche_page_get_instance_private (self);

  g_return_val_if_fail (TRANCHE_IS_PAGE (self), NULL);

  return G_ACTION_GROUP (priv->actions);
}

gboolean
tranche_page_open_item (TranchePage *self, gint64 item_id)
{
  g_return_val_if_fail (TRANCHE_IS_PAGE (self), FALSE);

  if (TRANCHE_PAGE_GET_CLASS (self)->open_item == NULL)
    return FALSE;
  TRANCHE_PAGE_GET_CLASS (self)->open_item (self, item_id);
  return TRUE;
}
