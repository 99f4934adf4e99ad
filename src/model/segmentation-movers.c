/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/segmentation-movers.h"

#define PAGE_SIZE 64
#define N_PAGES 40

struct _TrancheSegmentationMover
{
  GObject parent_instance;

  gint64 party_id;
  TrancheRunMover *mover;
};

enum
{
  PROP_0,
  PROP_MOVER,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (TrancheSegmentationMover, tranche_segmentation_mover, G_TYPE_OBJECT)

static void
tranche_segmentation_mover_finalize (GObject *object)
{
  TrancheSegmentationMover *self = TRANCHE_SEGMENTATION_MOVER (object);

  g_clear_pointer (&self->mover, tranche_run_mover_free);

  G_OBJECT_CLASS (tranche_segmentation_mover_parent_class)->finalize (object);
}

static void
tranche_segmentation_mover_get_property (GObject *object,
                                         guint property_id,
                                         GValue *value,
                                         GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_MOVER:
      g_value_set_pointer (value, TRANCHE_SEGMENTATION_MOVER (object)->mover);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
tranche_segmentation_mover_class_init (TrancheSegmentationMoverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = tranche_segmentation_mover_finalize;
  object_class->get_property = tranche_segmentation_mover_get_property;

  props[PROP_MOVER]
      = g_param_spec_pointer ("mover", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
tranche_segmentation_mover_init (TrancheSegmentationMover *self)
{
}

gint64
tranche_segmentation_mover_get_party_id (TrancheSegmentationMover *self)
{
  g_return_val_if_fail (TRANCHE_IS_SEGMENTATION_MOVER (self), 0);

  return self->party_id;
}

const TrancheRunMover *
tranche_segmentation_mover_get_mover (TrancheSegmentationMover *self)
{
  g_return_val_if_fail (TRANCHE_IS_SEGMENTATION_MOVER (self), NULL);

  return self->mover;
}

struct _TrancheSegmentationMovers
{
  GObject parent_instance;

  TrancheStore *store;
  gint64 run_id;
  GArray *ids;
  GCancellable *cancellable;
  GHashTable *pages; /* guint → GPtrArray of TrancheSegmentationMover */
  GQueue recent;     /* numbers of pages, the latest first */
};

static GType
get_item_type (GListModel *model)
{
  return TRANCHE_TYPE_SEGMENTATION_MOVER;
}

static guint
get_n_items (GListModel *model)
{
  return TRANCHE_SEGMENTATION_MOVERS (model)->ids->len;
}

typedef struct
{
  gint64 run_id;
  gint64 ids[PAGE_SIZE];
  guint n_ids;
} Reading;

static gboolean
load_page (TrancheDatabase *db,
           gpointer data,
           GCancellable *cancellable,
           gpointer *result,
           GError **error)
{
  const Reading *reading = data;

  *result
      = tranche_run_report_load_movers (db, reading->run_id, reading->ids, reading->n_ids, error);
  return *result != NULL;
}

/* The page may have been let go of meanwhile; its items are filled all the same. */
static void
page_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GPtrArray) items = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) movers = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  for (guint i = 0; movers != NULL && i < movers->len && i < items->len; i++)
    {
      TrancheSegmentationMover *item = g_ptr_array_index (items, i);

      g_clear_pointer (&item->mover, tranche_run_mover_free);
      item->mover = g_ptr_array_index (movers, i);
      g_object_notify_by_pspec (G_OBJECT (item), props[PROP_MOVER]);
    }
  /* Their movers belong to the items now. */
  if (movers != NULL)
    {
      g_ptr_array_set_free_func (movers, NULL);
      for (guint i = items->len; i < movers->len; i++)
        tranche_run_mover_free (g_ptr_array_index (movers, i));
    }
}

static GPtrArray *
read_page (TrancheSegmentationMovers *self, guint number)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  Reading *reading = g_new0 (Reading, 1);

  reading->run_id = self->run_id;
  for (guint i = number * PAGE_SIZE; i < self->ids->len && reading->n_ids < PAGE_SIZE; i++)
    {
      TrancheSegmentationMover *item = g_object_new (TRANCHE_TYPE_SEGMENTATION_MOVER, NULL);

      item->party_id = g_array_index (self->ids, gint64, i);
      reading->ids[reading->n_ids++] = item->party_id;
      g_ptr_array_add (items, item);
    }
  tranche_store_read_async (self->store, G_PRIORITY_DEFAULT, load_page, reading, g_free,
                            (GDestroyNotify) g_ptr_array_unref, self->cancellable, page_read_cb,
                            g_ptr_array_ref (items));
  return items;
}

static GPtrArray *
get_page (TrancheSegmentationMovers *self, guint number)
{
  GPtrArray *items = g_hash_table_lookup (self->pages, GUINT_TO_POINTER (number));

  if (items != NULL)
    {
      g_queue_remove (&self->recent, GUINT_TO_POINTER (number));
      g_queue_push_head (&self->recent, GUINT_TO_POINTER (number));
      return items;
    }

  if (g_queue_get_length (&self->recent) >= N_PAGES)
    g_hash_table_remove (self->pages, g_queue_pop_tail (&self->recent));
  items = read_page (self, number);
  g_hash_table_insert (self->pages, GUINT_TO_POINTER (number), items);
  g_queue_push_head (&self->recent, GUINT_TO_POINTER (number));
  return items;
}

static gpointer
get_item (GListModel *model, guint position)
{
  TrancheSegmentationMovers *self = TRANCHE_SEGMENTATION_MOVERS (model);

  if (position >= self->ids->len)
    return NULL;
  return g_object_ref (
      g_ptr_array_index (get_page (self, position / PAGE_SIZE), position % PAGE_SIZE));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TrancheSegmentationMovers,
                               tranche_segmentation_movers,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
tranche_segmentation_movers_dispose (GObject *object)
{
  TrancheSegmentationMovers *self = TRANCHE_SEGMENTATION_MOVERS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (tranche_segmentation_movers_parent_class)->dispose (object);
}

static void
tranche_segmentation_movers_finalize (GObject *object)
{
  TrancheSegmentationMovers *self = TRANCHE_SEGMENTATION_MOVERS (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->pages, g_hash_table_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_queue_clear (&self->recent);

  G_OBJECT_CLASS (tranche_segmentation_movers_parent_class)->finalize (object);
}

static void
tranche_segmentation_movers_class_init (TrancheSegmentationMoversClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tranche_segmentation_movers_dispose;
  G_OBJECT_CLASS (klass)->finalize = tranche_segmentation_movers_finalize;
}

static void
tranche_segmentation_movers_init (TrancheSegmentationMovers *self)
{
  self->cancellable = g_cancellable_new ();
  self->pages = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_queue_init (&self->recent);
}

TrancheSegmentationMovers *
tranche_segmentation_movers_new (TrancheStore *store, gint64 run_id, GArray *mover_ids)
{
  TrancheSegmentationMovers *self;

  g_return_val_if_fail (TRANCHE_IS_STORE (store), NULL);
  g_return_val_if_fail (mover_ids != NULL, NULL);

  self = g_object_new (TRANCHE_TYPE_SEGMENTATION_MOVERS, NULL);
  self->store = g_object_ref (store);
  self->run_id = run_id;
  self->ids = g_array_ref (mover_ids);
  return self;
}

gint64
tranche_segmentation_movers_get_neighbour (TrancheSegmentationMovers *self, gint64 party_id, int by)
{
  g_return_val_if_fail (TRANCHE_IS_SEGMENTATION_MOVERS (self), 0);

  for (guint i = 0; i < self->ids->len; i++)
    {
      gint64 position = (gint64) i + by;

      if (g_array_index (self->ids, gint64, i) != party_id)
        continue;
      if (position < 0 || position >= self->ids->len)
        return 0;
      return g_array_index (self->ids, gint64, position);
    }
  return 0;
}
