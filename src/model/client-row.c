/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/client-row.h"

struct _TrancheClientRow
{
  GObject parent_instance;

  gint64 id;
  GHashTable *rows;
  TrancheClientFacts *facts;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrancheClientRow, tranche_client_row, G_TYPE_OBJECT)

static void
tranche_client_row_finalize (GObject *object)
{
  TrancheClientRow *self = TRANCHE_CLIENT_ROW (object);

  g_hash_table_remove (self->rows, GSIZE_TO_POINTER ((gsize) self->id));
  g_hash_table_unref (self->rows);
  g_clear_pointer (&self->facts, tranche_client_facts_unref);

  G_OBJECT_CLASS (tranche_client_row_parent_class)->finalize (object);
}

static void
tranche_client_row_class_init (TrancheClientRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tranche_client_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", TRANCHE_TYPE_CLIENT_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
tranche_client_row_init (TrancheClientRow *self)
{
}

TrancheClientRow *
tranche_client_row_new_in (GHashTable *rows, gint64 id)
{
  TrancheClientRow *self = g_object_new (TRANCHE_TYPE_CLIENT_ROW, NULL);

  self->rows = g_hash_table_ref (rows);
  self->id = id;
  g_hash_table_insert (rows, GSIZE_TO_POINTER ((gsize) id), self);
  return self;
}

const TrancheClientFacts *
tranche_client_row_get_facts (TrancheClientRow *self)
{
  g_return_val_if_fail (TRANCHE_IS_CLIENT_ROW (self), NULL);

  return self->facts;
}

gint64
tranche_client_row_get_id (TrancheClientRow *self)
{
  g_return_val_if_fail (TRANCHE_IS_CLIENT_ROW (self), 0);

  return self->id;
}

void
tranche_client_row_set_facts (TrancheClientRow *self, TrancheClientFacts *facts)
{
  gboolean same;

  g_return_if_fail (TRANCHE_IS_CLIENT_ROW (self));
  g_return_if_fail (facts != NULL);

  if (self->facts == facts)
    return;
  same = tranche_client_facts_equal (self->facts, facts);
  g_clear_pointer (&self->facts, tranche_client_facts_unref);
  self->facts = tranche_client_facts_ref (facts);
  if (!same)
    g_signal_emit (self, signals[CHANGED], 0);
}
