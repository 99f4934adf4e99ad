/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/matrix.h"

struct _TrancheMatrix
{
  GObject parent_instance;

  TrancheModelContent *content;
  GArray *columns; /* guint: the shown segments' indices in content */
  guint n_writes;
  gboolean only_active;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrancheMatrix, tranche_matrix, G_TYPE_OBJECT)

static guint
get_column_index (TrancheMatrix *self, guint column)
{
  return g_array_index (self->columns, guint, column);
}

static gint64
get_record_id (GPtrArray *records, guint index)
{
  return tranche_record_get_id (TRANCHE_RECORD (g_ptr_array_index (records, index)));
}

/* The ids of what is shown, rows and then columns, for comparing. */
static GArray *
collect_ids (TrancheMatrix *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_rows = tranche_matrix_get_n_rows (self);

  for (guint i = 0; i < n_rows + self->columns->len; i++)
    {
      gint64 id = i < n_rows ? tranche_matrix_get_benefit_id (self, i)
                             : tranche_matrix_get_segment_id (self, i - n_rows);

      g_array_append_val (ids, id);
    }
  return ids;
}

static void
choose_columns (TrancheMatrix *self)
{
  g_array_set_size (self->columns, 0);
  for (guint i = 0; self->content != NULL && i < self->content->segments->len; i++)
    {
      if (!self->only_active || tranche_model_content_get_segment (self->content, i)->active)
        g_array_append_val (self->columns, i);
    }
}

static gboolean
arrays_equal (GArray *a, GArray *b)
{
  return a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0;
}

static void
tranche_matrix_finalize (GObject *object)
{
  TrancheMatrix *self = TRANCHE_MATRIX (object);

  g_clear_pointer (&self->content, tranche_model_content_free);
  g_clear_pointer (&self->columns, g_array_unref);

  G_OBJECT_CLASS (tranche_matrix_parent_class)->finalize (object);
}

static void
tranche_matrix_class_init (TrancheMatrixClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tranche_matrix_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
tranche_matrix_init (TrancheMatrix *self)
{
  self->columns = g_array_new (FALSE, FALSE, sizeof (guint));
  self->only_active = TRUE;
}

TrancheMatrix *
tranche_matrix_new (void)
{
  return g_object_new (TRANCHE_TYPE_MATRIX, NULL);
}

void
tranche_matrix_set_content (TrancheMatrix *self, TrancheModelContent *content)
{
  g_autoptr (GArray) before = NULL;
  g_autoptr (GArray) after = NULL;
  guint n_rows;

  g_return_if_fail (TRANCHE_IS_MATRIX (self));
  g_return_if_fail (content != NULL);

  before = collect_ids (self);
  n_rows = tranche_matrix_get_n_rows (self);
  g_clear_pointer (&self->content, tranche_model_content_free);
  self->content = content;
  choose_columns (self);
  after = collect_ids (self);
  g_signal_emit (self, signals[CHANGED], 0,
                 n_rows != tranche_matrix_get_n_rows (self) || !arrays_equal (before, after));
}

gboolean
tranche_matrix_get_only_active (TrancheMatrix *self)
{
  g_return_val_if_fail (TRANCHE_IS_MATRIX (self), TRUE);

  return self->only_active;
}

void
tranche_matrix_set_only_active (TrancheMatrix *self, gboolean only_active)
{
  g_return_if_fail (TRANCHE_IS_MATRIX (self));

  if (self->only_active == !!only_active)
    return;
  self->only_active = !!only_active;
  choose_columns (self);
  g_signal_emit (self, signals[CHANGED], 0, TRUE);
}

guint
tranche_matrix_get_n_rows (TrancheMatrix *self)
{
  g_return_val_if_fail (TRANCHE_IS_MATRIX (self), 0);

  return self->content != NULL ? self->content->benefits->len : 0;
}

guint
tranche_matrix_get_n_columns (TrancheMatrix *self)
{
  g_return_val_if_fail (TRANCHE_IS_MATRIX (self), 0);

  return self->columns->len;
}

TrancheBenefit *
tranche_matrix_get_benefit (TrancheMatrix *self, guint row)
{
  g_return_val_if_fail (row < tranche_matrix_get_n_rows (self), NULL);

  return tranche_model_content_get_benefit (self->content, row);
}

TrancheSegment *
tranche_matrix_get_segment (TrancheMatrix *self, guint column)
{
  g_return_val_if_fail (column < tranche_matrix_get_n_columns (self), NULL);

  return tranche_model_content_get_segment (self->content, get_column_index (self, column));
}

gint64
tranche_matrix_get_benefit_id (TrancheMatrix *self, guint row)
{
  g_return_val_if_fail (row < tranche_matrix_get_n_rows (self), 0);

  return get_record_id (self->content->benefits, row);
}

gint64
tranche_matrix_get_segment_id (TrancheMatrix *self, guint column)
{
  g_return_val_if_fail (column < tranche_matrix_get_n_columns (self), 0);

  return get_record_id (self->content->segments, get_column_index (self, column));
}

int
tranche_matrix_find_row (TrancheMatrix *self, gint64 benefit_id)
{
  for (guint i = 0; i < tranche_matrix_get_n_rows (self); i++)
    {
      if (tranche_matrix_get_benefit_id (self, i) == benefit_id)
        return (int) i;
    }
  return -1;
}

gboolean
tranche_matrix_get_held (TrancheMatrix *self, guint row, guint column)
{
  g_return_val_if_fail (row < tranche_matrix_get_n_rows (self), FALSE);
  g_return_val_if_fail (column < tranche_matrix_get_n_columns (self), FALSE);

  return tranche_model_content_get_cell (self->content, row, get_column_index (self, column));
}

guint
tranche_matrix_count_row (TrancheMatrix *self, guint row)
{
  g_return_val_if_fail (row < tranche_matrix_get_n_rows (self), 0);

  return tranche_model_content_count_segments (
      self->content, row, self->only_active ? TRANCHE_SEGMENTS_ACTIVE : TRANCHE_SEGMENTS_ALL);
}

guint
tranche_matrix_count_column (TrancheMatrix *self, guint column)
{
  g_return_val_if_fail (column < tranche_matrix_get_n_columns (self), 0);

  return tranche_model_content_count_benefits (self->content, get_column_index (self, column));
}

void
tranche_matrix_begin_write (TrancheMatrix *self,
                            gint64 benefit_id,
                            gint64 segment_id,
                            gboolean held)
{
  int row;

  g_return_if_fail (TRANCHE_IS_MATRIX (self));

  self->n_writes++;
  row = tranche_matrix_find_row (self, benefit_id);
  for (guint i = 0; row >= 0 && i < self->columns->len; i++)
    {
      if (tranche_matrix_get_segment_id (self, i) == segment_id)
        tranche_model_content_set_cell (self->content, (guint) row, get_column_index (self, i),
                                        held);
    }
  g_signal_emit (self, signals[CHANGED], 0, FALSE);
}

gboolean
tranche_matrix_end_write (TrancheMatrix *self)
{
  g_return_val_if_fail (TRANCHE_IS_MATRIX (self), FALSE);
  g_return_val_if_fail (self->n_writes > 0, FALSE);

  return --self->n_writes == 0;
}

gboolean
tranche_matrix_is_writing (TrancheMatrix *self)
{
  g_return_val_if_fail (TRANCHE_IS_MATRIX (self), FALSE);

  return self->n_writes > 0;
}
