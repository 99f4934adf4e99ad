/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/segment-list.h"

struct _TrancheSegmentItem
{
  GObject parent_instance;

  TrancheSegment *segment;
  gint64 clients;
  guint services;
};

struct _TrancheSegmentList
{
  GObject parent_instance;

  GPtrArray *all;   /* TrancheSegmentItem, in the model's order */
  GPtrArray *shown; /* those of them that the filter lets through */
  TrancheSegmentFilter filter;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void tranche_segment_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (TrancheSegmentItem, tranche_segment_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (TrancheSegmentList,
                               tranche_segment_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      tranche_segment_list_model_init))

static void
tranche_segment_item_finalize (GObject *object)
{
  g_clear_object (&TRANCHE_SEGMENT_ITEM (object)->segment);

  G_OBJECT_CLASS (tranche_segment_item_parent_class)->finalize (object);
}

static void
tranche_segment_item_class_init (TrancheSegmentItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tranche_segment_item_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
tranche_segment_item_init (TrancheSegmentItem *self)
{
}

static void
update_item (TrancheSegmentItem *self, TrancheSegment *segment, gint64 clients, guint services)
{
  gboolean same = self->segment != NULL
                  && tranche_record_equal (TRANCHE_RECORD (self->segment), TRANCHE_RECORD (segment))
                  && self->clients == clients && self->services == services;

  /* Even the same values may have another version, which the next edit has to name. */
  g_set_object (&self->segment, segment);
  self->clients = clients;
  self->services = services;
  if (!same)
    g_signal_emit (self, signals[CHANGED], 0);
}

static GType
tranche_segment_list_get_item_type (GListModel *model)
{
  return TRANCHE_TYPE_SEGMENT_ITEM;
}

static guint
tranche_segment_list_get_n_items (GListModel *model)
{
  return TRANCHE_SEGMENT_LIST (model)->shown->len;
}

static gpointer
tranche_segment_list_get_item (GListModel *model, guint position)
{
  TrancheSegmentList *self = TRANCHE_SEGMENT_LIST (model);

  return position < self->shown->len ? g_object_ref (g_ptr_array_index (self->shown, position))
                                     : NULL;
}

static void
tranche_segment_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = tranche_segment_list_get_item_type;
  iface->get_n_items = tranche_segment_list_get_n_items;
  iface->get_item = tranche_segment_list_get_item;
}

static gboolean
lets_through (TrancheSegmentFilter filter, TrancheSegmentItem *item)
{
  return (filter & (item->segment->active ? TRANCHE_SEGMENTS_ACTIVE : TRANCHE_SEGMENTS_INACTIVE))
         != 0;
}

/* Shows what the filter lets through now; what is the same at both ends stays. */
static void
update_shown (TrancheSegmentList *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->shown);
  guint start = 0;
  guint end = 0;

  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->all->len; i++)
    {
      TrancheSegmentItem *item = g_ptr_array_index (self->all, i);

      if (lets_through (self->filter, item))
        g_ptr_array_add (self->shown, g_object_ref (item));
    }

  while (start < old->len && start < self->shown->len
         && g_ptr_array_index (old, start) == g_ptr_array_index (self->shown, start))
    start++;
  while (start + end < old->len && start + end < self->shown->len
         && g_ptr_array_index (old, old->len - 1 - end)
                == g_ptr_array_index (self->shown, self->shown->len - 1 - end))
    end++;
  if (old->len - start - end > 0 || self->shown->len - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old->len - start - end,
                                self->shown->len - start - end);
}

static TrancheSegmentItem *
find_item (GPtrArray *items, gint64 id)
{
  for (guint i = 0; i < items->len; i++)
    {
      TrancheSegmentItem *item = g_ptr_array_index (items, i);

      if (tranche_segment_item_get_id (item) == id)
        return item;
    }
  return NULL;
}

static void
tranche_segment_list_finalize (GObject *object)
{
  TrancheSegmentList *self = TRANCHE_SEGMENT_LIST (object);

  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);

  G_OBJECT_CLASS (tranche_segment_list_parent_class)->finalize (object);
}

static void
tranche_segment_list_class_init (TrancheSegmentListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tranche_segment_list_finalize;
}

static void
tranche_segment_list_init (TrancheSegmentList *self)
{
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->filter = TRANCHE_SEGMENTS_ACTIVE;
}

TrancheSegment *
tranche_segment_item_get_segment (TrancheSegmentItem *self)
{
  g_return_val_if_fail (TRANCHE_IS_SEGMENT_ITEM (self), NULL);

  return self->segment;
}

gint64
tranche_segment_item_get_id (TrancheSegmentItem *self)
{
  g_return_val_if_fail (TRANCHE_IS_SEGMENT_ITEM (self), 0);

  return tranche_record_get_id (TRANCHE_RECORD (self->segment));
}

gint64
tranche_segment_item_get_clients (TrancheSegmentItem *self)
{
  g_return_val_if_fail (TRANCHE_IS_SEGMENT_ITEM (self), 0);

  return self->clients;
}

guint
tranche_segment_item_get_services (TrancheSegmentItem *self)
{
  g_return_val_if_fail (TRANCHE_IS_SEGMENT_ITEM (self), 0);

  return self->services;
}

TrancheSegmentList *
tranche_segment_list_new (void)
{
  return g_object_new (TRANCHE_TYPE_SEGMENT_LIST, NULL);
}

void
tranche_segment_list_set_snapshot (TrancheSegmentList *self, const TrancheModelSnapshot *snapshot)
{
  g_autoptr (GPtrArray) old = NULL;

  g_return_if_fail (TRANCHE_IS_SEGMENT_LIST (self));
  g_return_if_fail (snapshot != NULL);

  old = g_steal_pointer (&self->all);
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < snapshot->content->segments->len; i++)
    {
      TrancheSegment *segment = tranche_model_content_get_segment (snapshot->content, i);
      TrancheSegmentItem *item = find_item (old, tranche_record_get_id (TRANCHE_RECORD (segment)));
      gint64 clients = snapshot->clients != NULL ? g_array_index (snapshot->clients, gint64, i) : 0;

      g_ptr_array_add (self->all, item != NULL ? g_object_ref (item)
                                               : g_object_new (TRANCHE_TYPE_SEGMENT_ITEM, NULL));
      update_item (g_ptr_array_index (self->all, i), segment, clients,
                   tranche_model_content_count_benefits (snapshot->content, i));
    }
  update_shown (self);
}

TrancheSegmentFilter
tranche_segment_list_get_filter (TrancheSegmentList *self)
{
  g_return_val_if_fail (TRANCHE_IS_SEGMENT_LIST (self), TRANCHE_SEGMENTS_ALL);

  return self->filter;
}

void
tranche_segment_list_set_filter (TrancheSegmentList *self, TrancheSegmentFilter filter)
{
  g_return_if_fail (TRANCHE_IS_SEGMENT_LIST (self));

  if (self->filter == filter)
    return;
  self->filter = filter;
  update_shown (self);
}

guint
tranche_segment_list_count (TrancheSegmentList *self, TrancheSegmentFilter filter)
{
  guint n = 0;

  g_return_val_if_fail (TRANCHE_IS_SEGMENT_LIST (self), 0);

  for (guint i = 0; i < self->all->len; i++)
    n += lets_through (filter, g_ptr_array_index (self->all, i));
  return n;
}

gboolean
tranche_segment_list_find_place (TrancheSegmentList *self,
                                 gint64 segment_id,
                                 int by,
                                 gint64 *before_id)
{
  g_return_val_if_fail (TRANCHE_IS_SEGMENT_LIST (self), FALSE);
  g_return_val_if_fail (by == -1 || by == 1, FALSE);
  g_return_val_if_fail (before_id != NULL, FALSE);

  for (guint i = 0; i < self->shown->len; i++)
    {
      guint target;

      if (tranche_segment_item_get_id (g_ptr_array_index (self->shown, i)) != segment_id)
        continue;
      if (by < 0 ? i == 0 : i + 1 >= self->shown->len)
        return FALSE;
      target = by < 0 ? i - 1 : i + 2;
      *before_id = target < self->shown->len
                       ? tranche_segment_item_get_id (g_ptr_array_index (self->shown, target))
                       : 0;
      return TRUE;
    }
  return FALSE;
}
