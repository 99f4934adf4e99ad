/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-selection.h"

struct _TrancheClientSelection
{
  GObject parent_instance;

  /* Owned */
  TrancheClientList *list;
  GtkBitset *ids; /* of the selected clients: their ids fit, see TRANCHE_CLIENT_ID_MAX */
};

enum
{
  PROP_0,
  PROP_N_SELECTED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void list_model_iface_init (GListModelInterface *iface);
static void selection_model_iface_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TrancheClientSelection,
                               tranche_client_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_iface_init))

static void
items_changed_cb (TrancheClientSelection *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
selection_changed (TrancheClientSelection *self, guint first, guint last)
{
  if (last >= first && last != G_MAXUINT)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), first, last - first + 1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_SELECTED]);
}

/* GListModel */

static GType
tranche_client_selection_get_item_type (GListModel *model)
{
  return TRANCHE_TYPE_CLIENT_ROW;
}

static guint
tranche_client_selection_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (TRANCHE_CLIENT_SELECTION (model)->list));
}

static gpointer
tranche_client_selection_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (TRANCHE_CLIENT_SELECTION (model)->list), position);
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = tranche_client_selection_get_item_type;
  iface->get_n_items = tranche_client_selection_get_n_items;
  iface->get_item = tranche_client_selection_get_item;
}

/* GtkSelectionModel */

static gboolean
tranche_client_selection_is_selected (GtkSelectionModel *model, guint position)
{
  TrancheClientSelection *self = TRANCHE_CLIENT_SELECTION (model);
  gint64 id = tranche_client_list_get_id (self->list, position);

  return id != 0 && gtk_bitset_contains (self->ids, (guint) id);
}

static GtkBitset *
tranche_client_selection_get_selection_in_range (GtkSelectionModel *model,
                                                 guint position,
                                                 guint n_items)
{
  TrancheClientSelection *self = TRANCHE_CLIENT_SELECTION (model);
  GtkBitset *selected = gtk_bitset_new_empty ();
  const guint32 *ids;
  guint n_ids;
  guint end;

  ids = tranche_client_list_get_ids (self->list, &n_ids);
  end = n_items > n_ids || position > n_ids - n_items ? n_ids : position + n_items;
  if (gtk_bitset_is_empty (self->ids))
    return selected;

  for (guint i = position; i < end; i++)
    if (gtk_bitset_contains (self->ids, ids[i]))
      gtk_bitset_add (selected, i);
  return selected;
}

/* A plain click, or “select none”, concerns everything, and with it those that the list doesn't
 * show now; otherwise these stay as they are. */
static gboolean
tranche_client_selection_set_selection (GtkSelectionModel *model,
                                        GtkBitset *selected,
                                        GtkBitset *mask)
{
  TrancheClientSelection *self = TRANCHE_CLIENT_SELECTION (model);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (model));
  gboolean replaces = gtk_bitset_get_size (mask) >= n_items;
  guint first = G_MAXUINT;
  guint last = G_MAXUINT;
  GtkBitsetIter iter;
  guint position;

  if (replaces)
    gtk_bitset_remove_all (self->ids);
  for (gboolean valid = gtk_bitset_iter_init_first (&iter, replaces ? selected : mask, &position);
       valid && position < n_items; valid = gtk_bitset_iter_next (&iter, &position))
    {
      guint id = (guint) tranche_client_list_get_id (self->list, position);

      if (gtk_bitset_contains (selected, position))
        gtk_bitset_add (self->ids, id);
      else
        gtk_bitset_remove (self->ids, id);
      first = MIN (first, position);
      last = position;
    }

  if (replaces)
    selection_changed (self, 0, n_items - 1);
  else
    selection_changed (self, first, last);
  return TRUE;
}

static void
selection_model_iface_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = tranche_client_selection_is_selected;
  iface->get_selection_in_range = tranche_client_selection_get_selection_in_range;
  iface->set_selection = tranche_client_selection_set_selection;
}

/* Object */

static void
tranche_client_selection_finalize (GObject *object)
{
  TrancheClientSelection *self = TRANCHE_CLIENT_SELECTION (object);

  g_clear_object (&self->list);
  g_clear_pointer (&self->ids, gtk_bitset_unref);

  G_OBJECT_CLASS (tranche_client_selection_parent_class)->finalize (object);
}

static void
tranche_client_selection_get_property (GObject *object,
                                       guint property_id,
                                       GValue *value,
                                       GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_N_SELECTED:
      g_value_set_uint (
          value, tranche_client_selection_get_n_selected (TRANCHE_CLIENT_SELECTION (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_client_selection_class_init (TrancheClientSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tranche_client_selection_finalize;
  object_class->get_property = tranche_client_selection_get_property;

  props[PROP_N_SELECTED]
      = g_param_spec_uint ("n-selected", NULL, NULL, 0, G_MAXUINT, 0,
                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tranche_client_selection_init (TrancheClientSelection *self)
{
  self->ids = gtk_bitset_new_empty ();
}

TrancheClientSelection *
tranche_client_selection_new (TrancheClientList *list)
{
  TrancheClientSelection *self = g_object_new (TRANCHE_TYPE_CLIENT_SELECTION, NULL);

  self->list = g_object_ref (list);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

guint
tranche_client_selection_get_n_selected (TrancheClientSelection *self)
{
  g_return_val_if_fail (TRANCHE_IS_CLIENT_SELECTION (self), 0);

  return (guint) gtk_bitset_get_size (self->ids);
}

GArray *
tranche_client_selection_list_ids (TrancheClientSelection *self)
{
  g_autoptr (GtkBitset) hidden = NULL;
  GArray *array;
  const guint32 *ids;
  guint n_ids;
  GtkBitsetIter iter;
  guint id;

  g_return_val_if_fail (TRANCHE_IS_CLIENT_SELECTION (self), NULL);

  hidden = gtk_bitset_copy (self->ids);
  array = g_array_new (FALSE, FALSE, sizeof (gint64));
  ids = tranche_client_list_get_ids (self->list, &n_ids);
  for (guint i = 0; i < n_ids && !gtk_bitset_is_empty (hidden); i++)
    {
      if (gtk_bitset_remove (hidden, ids[i]))
        {
          gint64 shown = ids[i];

          g_array_append_val (array, shown);
        }
    }

  for (gboolean valid = gtk_bitset_iter_init_first (&iter, hidden, &id); valid;
       valid = gtk_bitset_iter_next (&iter, &id))
    {
      gint64 other = id;

      g_array_append_val (array, other);
    }
  return array;
}

guint
tranche_client_selection_count_hidden (TrancheClientSelection *self)
{
  guint n_left;
  const guint32 *ids;
  guint n_ids;

  g_return_val_if_fail (TRANCHE_IS_CLIENT_SELECTION (self), 0);

  n_left = (guint) gtk_bitset_get_size (self->ids);
  ids = tranche_client_list_get_ids (self->list, &n_ids);
  for (guint i = 0; i < n_ids && n_left > 0; i++)
    n_left -= gtk_bitset_contains (self->ids, ids[i]);
  return n_left;
}
