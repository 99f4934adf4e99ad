/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/model-content.h"

#include "domain/entities/segment-benefit.h"
#include "domain/text.h"
#include "store/records.h"
#include "store/strategies.h"

#include <string.h>

/* Cells are known by their records, so that sorting doesn't concern them. */
typedef struct
{
  TrancheBenefit *benefit;
  TrancheSegment *segment;
} Cell;

static guint
hash_cell (gconstpointer key)
{
  const Cell *cell = key;

  return g_direct_hash (cell->benefit) * 31 + g_direct_hash (cell->segment);
}

static gboolean
equal_cells (gconstpointer a, gconstpointer b)
{
  const Cell *first = a;
  const Cell *second = b;

  return first->benefit == second->benefit && first->segment == second->segment;
}

TrancheModelContent *
tranche_model_content_new (void)
{
  TrancheModelContent *self = g_new0 (TrancheModelContent, 1);

  self->segments = g_ptr_array_new_with_free_func (g_object_unref);
  self->benefits = g_ptr_array_new_with_free_func (g_object_unref);
  self->cells = g_hash_table_new_full (hash_cell, equal_cells, g_free, NULL);
  return self;
}

void
tranche_model_content_free (TrancheModelContent *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->model);
  g_clear_pointer (&self->cells, g_hash_table_unref);
  g_clear_pointer (&self->segments, g_ptr_array_unref);
  g_clear_pointer (&self->benefits, g_ptr_array_unref);
  g_free (self);
}

TrancheSegment *
tranche_model_content_get_segment (const TrancheModelContent *self, guint index)
{
  g_return_val_if_fail (index < self->segments->len, NULL);

  return g_ptr_array_index (self->segments, index);
}

TrancheBenefit *
tranche_model_content_get_benefit (const TrancheModelContent *self, guint index)
{
  g_return_val_if_fail (index < self->benefits->len, NULL);

  return g_ptr_array_index (self->benefits, index);
}

gboolean
tranche_model_content_get_cell (const TrancheModelContent *self, guint benefit, guint segment)
{
  const Cell cell = {
    tranche_model_content_get_benefit (self, benefit),
    tranche_model_content_get_segment (self, segment),
  };

  return g_hash_table_contains (self->cells, &cell);
}

static void
set_cell (TrancheModelContent *self,
          TrancheBenefit *benefit,
          TrancheSegment *segment,
          gboolean held)
{
  const Cell cell = { benefit, segment };

  if (held)
    g_hash_table_add (self->cells, g_memdup2 (&cell, sizeof cell));
  else
    g_hash_table_remove (self->cells, &cell);
}

void
tranche_model_content_set_cell (TrancheModelContent *self,
                                guint benefit,
                                guint segment,
                                gboolean held)
{
  set_cell (self, tranche_model_content_get_benefit (self, benefit),
            tranche_model_content_get_segment (self, segment), held);
}

static gboolean
is_in (TrancheSegment *segment, TrancheSegmentFilter filter)
{
  return (filter & (segment->active ? TRANCHE_SEGMENTS_ACTIVE : TRANCHE_SEGMENTS_INACTIVE)) != 0;
}

guint
tranche_model_content_count_segments (const TrancheModelContent *self,
                                      guint benefit,
                                      TrancheSegmentFilter filter)
{
  guint n = 0;

  for (guint i = 0; i < self->segments->len; i++)
    n += is_in (tranche_model_content_get_segment (self, i), filter)
         && tranche_model_content_get_cell (self, benefit, i);
  return n;
}

guint
tranche_model_content_count_benefits (const TrancheModelContent *self, guint segment)
{
  guint n = 0;

  for (guint i = 0; i < self->benefits->len; i++)
    n += tranche_model_content_get_cell (self, i, segment);
  return n;
}

int
tranche_model_content_find_segment (const TrancheModelContent *self, const char *name)
{
  g_autofree char *wanted = tranche_text_fold (name);

  for (guint i = 0; i < self->segments->len; i++)
    {
      g_autofree char *folded
          = tranche_text_fold (tranche_model_content_get_segment (self, i)->name);

      if (g_str_equal (folded, wanted))
        return (int) i;
    }

  return -1;
}

int
tranche_model_content_find_benefit (const TrancheModelContent *self, const char *name)
{
  g_autofree char *wanted = tranche_text_fold (name);

  for (guint i = 0; i < self->benefits->len; i++)
    {
      g_autofree char *folded
          = tranche_text_fold (tranche_model_content_get_benefit (self, i)->name);

      if (g_str_equal (folded, wanted))
        return (int) i;
    }

  return -1;
}

static int
compare (gint64 first_position,
         const char *first_name,
         gint64 second_position,
         const char *second_name)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (first_position != second_position)
    return first_position < second_position ? -1 : 1;

  first = tranche_text_fold (first_name);
  second = tranche_text_fold (second_name);
  return strcmp (first, second);
}

static int
compare_segments (gconstpointer a, gconstpointer b)
{
  TrancheSegment *first = *(TrancheSegment *const *) a;
  TrancheSegment *second = *(TrancheSegment *const *) b;

  return compare (first->position, first->name, second->position, second->name);
}

static int
compare_benefits (gconstpointer a, gconstpointer b)
{
  TrancheBenefit *first = *(TrancheBenefit *const *) a;
  TrancheBenefit *second = *(TrancheBenefit *const *) b;

  return compare (first->position, first->name, second->position, second->name);
}

void
tranche_model_content_sort (TrancheModelContent *self)
{
  g_ptr_array_sort (self->segments, compare_segments);
  g_ptr_array_sort (self->benefits, compare_benefits);
}

GPtrArray *
tranche_model_segments_list (TrancheDatabase *db,
                             gint64 model_id,
                             TrancheSegmentFilter filter,
                             GError **error)
{
  GPtrArray *segments;

  g_return_val_if_fail (db != NULL, NULL);

  segments
      = tranche_records_list (db, TRANCHE_TYPE_SEGMENT, "model_id = ?", NULL, &model_id, 1, error);
  if (segments == NULL)
    return NULL;

  for (guint i = segments->len; i > 0; i--)
    if (!is_in (g_ptr_array_index (segments, i - 1), filter))
      g_ptr_array_remove_index (segments, i - 1);
  g_ptr_array_sort (segments, compare_segments);
  return segments;
}

GPtrArray *
tranche_model_benefits_list (TrancheDatabase *db, gint64 model_id, GError **error)
{
  GPtrArray *benefits;

  g_return_val_if_fail (db != NULL, NULL);

  benefits
      = tranche_records_list (db, TRANCHE_TYPE_BENEFIT, "model_id = ?", NULL, &model_id, 1, error);
  if (benefits != NULL)
    g_ptr_array_sort (benefits, compare_benefits);
  return benefits;
}

GPtrArray *
tranche_segment_choices_load (TrancheDatabase *db, gint64 office_id, gint64 keep_id, GError **error)
{
  g_autoptr (GPtrArray) choices = NULL;
  TrancheRecord *kept;
  gint64 model_id;

  g_return_val_if_fail (db != NULL, NULL);

  if (!tranche_strategies_find_model (db, office_id, &model_id, error))
    return NULL;
  choices = tranche_model_segments_list (db, model_id, TRANCHE_SEGMENTS_ACTIVE, error);
  if (choices == NULL)
    return NULL;

  for (guint i = 0; i < choices->len; i++)
    if (tranche_record_get_id (g_ptr_array_index (choices, i)) == keep_id)
      keep_id = 0;
  if (keep_id == 0)
    return g_steal_pointer (&choices);

  kept = tranche_records_load (db, TRANCHE_TYPE_SEGMENT, keep_id, error);
  if (kept == NULL)
    return NULL;
  g_ptr_array_add (choices, kept);
  return g_steal_pointer (&choices);
}

/* (element-type gint64 TrancheRecord) (transfer full): borrowed records by id */
static GHashTable *
index_by_id (GPtrArray *records)
{
  GHashTable *index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < records->len; i++)
    {
      gint64 id = tranche_record_get_id (g_ptr_array_index (records, i));

      g_hash_table_insert (index, g_memdup2 (&id, sizeof id), g_ptr_array_index (records, i));
    }
  return index;
}

static gboolean
load_cells (TrancheDatabase *db, TrancheModelContent *self, gint64 model_id, GError **error)
{
  static const char sql[] = "SELECT h.segment_id, h.benefit_id FROM segment s"
                            " JOIN segment_benefit h ON h.segment_id = s.id WHERE s.model_id = ?1";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);
  g_autoptr (GHashTable) segments = index_by_id (self->segments);
  g_autoptr (GHashTable) benefits = index_by_id (self->benefits);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, model_id);
  while (tranche_statement_step (statement, error))
    {
      gint64 segment_id = tranche_statement_get_int64 (statement, 0);
      gint64 benefit_id = tranche_statement_get_int64 (statement, 1);
      TrancheSegment *segment = g_hash_table_lookup (segments, &segment_id);
      TrancheBenefit *benefit = g_hash_table_lookup (benefits, &benefit_id);

      /* A removed benefit keeps its checks for the case that it comes back. */
      if (segment != NULL && benefit != NULL)
        set_cell (self, benefit, segment, TRUE);
    }
  return !tranche_statement_failed (statement);
}

TrancheModelContent *
tranche_model_content_load (TrancheDatabase *db, gint64 model_id, GError **error)
{
  g_autoptr (TrancheModelContent) self = NULL;
  TrancheRecord *model;

  g_return_val_if_fail (db != NULL, NULL);

  model = tranche_records_load (db, TRANCHE_TYPE_SEGMENTATION_MODEL, model_id, error);
  if (model == NULL)
    return NULL;

  self = tranche_model_content_new ();
  self->model = TRANCHE_SEGMENTATION_MODEL (model);
  g_ptr_array_unref (self->segments);
  self->segments = tranche_model_segments_list (db, model_id, TRANCHE_SEGMENTS_ALL, error);
  if (self->segments == NULL)
    return NULL;
  g_ptr_array_unref (self->benefits);
  self->benefits = tranche_model_benefits_list (db, model_id, error);
  if (self->benefits == NULL || !load_cells (db, self, model_id, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* A past day ------------------------------------------------------------------- */

/* The tables that a model is made of, and where in them a model's rows are found today. */
static const struct
{
  const char *table_name;
  const char *ids_sql;
} tables[] = {
  { "segmentation_model", "SELECT id FROM segmentation_model WHERE id = ?1" },
  { "segment", "SELECT id FROM segment WHERE model_id = ?1" },
  { "benefit", "SELECT id FROM benefit WHERE model_id = ?1" },
  { "segment_benefit", "SELECT h.id FROM segment_benefit h JOIN segment s ON s.id = h.segment_id"
                       " WHERE s.model_id = ?1" },
};

/* Rows by table: (element-type gint64 utf8), JSON by id. */
typedef struct
{
  GHashTable *rows[G_N_ELEMENTS (tables)];
} Past;

static void
past_clear (Past *past)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    g_clear_pointer (&past->rows[i], g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Past, past_clear)

static void
put_row (Past *past, gsize table, gint64 id, char *json)
{
  g_hash_table_insert (past->rows[table], g_memdup2 (&id, sizeof id), json);
}

static gboolean
load_today (TrancheDatabase *db, Past *past, gint64 model_id, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (TrancheRecord) blank = tranche_record_new_for_table (tables[i].table_name);
      g_autoptr (TrancheStatement) statement
          = tranche_database_prepare (db, tables[i].ids_sql, error);
      g_autoptr (GError) local_error = NULL;

      past->rows[i] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
      if (statement == NULL)
        return FALSE;
      tranche_statement_bind_int64 (statement, 1, model_id);
      while (tranche_statement_step (statement, &local_error))
        {
          gint64 id = tranche_statement_get_int64 (statement, 0);
          g_autoptr (TrancheRecord) record
              = tranche_records_load (db, G_OBJECT_TYPE (blank), id, error);

          if (record == NULL)
            return FALSE;
          put_row (past, i, id, tranche_record_to_json (record));
        }
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
go_back (TrancheDatabase *db, Past *past, gint64 moment, GError **error)
{
  /* By number: a clock that was put back doesn't change the order of what was done. */
  static const char sql[]
      = "SELECT table_name, row_id, before FROM change"
        " WHERE table_name IN ('segmentation_model', 'segment', 'benefit', 'segment_benefit')"
        " AND operation_id > coalesce ((SELECT max (id) FROM operation WHERE at <= ?1), 0)"
        " ORDER BY id DESC";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  tranche_statement_bind_int64 (statement, 1, moment);
  while (tranche_statement_step (statement, error))
    {
      const char *table_name = tranche_statement_get_text (statement, 0, NULL);
      gint64 id = tranche_statement_get_int64 (statement, 1);
      gsize table = 0;

      while (!g_str_equal (tables[table].table_name, table_name))
        table++;
      if (tranche_statement_is_null (statement, 2))
        g_hash_table_remove (past->rows[table], &id);
      else
        put_row (past, table, id, tranche_statement_dup_text (statement, 2));
    }
  return !tranche_statement_failed (statement);
}

/* (transfer full) (element-type TrancheRecord) */
static GPtrArray *
read_rows (Past *past, gsize table, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer id;
  gpointer json;

  g_hash_table_iter_init (&iter, past->rows[table]);
  while (g_hash_table_iter_next (&iter, &id, &json))
    {
      g_autoptr (TrancheRecord) record = tranche_record_new_for_table (tables[table].table_name);

      if (!tranche_record_read_json (record, json, error))
        return NULL;
      tranche_record_set_id (record, *(gint64 *) id);
      g_ptr_array_add (records, g_steal_pointer (&record));
    }

  return g_steal_pointer (&records);
}

static gboolean
fill_from_past (TrancheModelContent *self, Past *past, gint64 model_id, GError **error)
{
  g_autoptr (GPtrArray) models = read_rows (past, 0, error);
  g_autoptr (GPtrArray) segments = NULL;
  g_autoptr (GPtrArray) benefits = NULL;
  g_autoptr (GPtrArray) cells = NULL;
  g_autoptr (GHashTable) segments_by_id = NULL;
  g_autoptr (GHashTable) benefits_by_id = NULL;

  if (models == NULL || (segments = read_rows (past, 1, error)) == NULL
      || (benefits = read_rows (past, 2, error)) == NULL
      || (cells = read_rows (past, 3, error)) == NULL)
    return FALSE;

  for (guint i = 0; i < models->len; i++)
    {
      TrancheSegmentationModel *model = g_ptr_array_index (models, i);

      if (tranche_record_get_id (TRANCHE_RECORD (model)) == model_id && !model->removed)
        g_set_object (&self->model, model);
    }
  if (self->model == NULL)
    return TRUE;

  for (guint i = 0; i < segments->len; i++)
    if (TRANCHE_SEGMENT (g_ptr_array_index (segments, i))->model_id == model_id)
      g_ptr_array_add (self->segments, g_object_ref (g_ptr_array_index (segments, i)));
  for (guint i = 0; i < benefits->len; i++)
    {
      TrancheBenefit *benefit = g_ptr_array_index (benefits, i);

      if (benefit->model_id == model_id && !benefit->removed)
        g_ptr_array_add (self->benefits, g_object_ref (benefit));
    }

  segments_by_id = index_by_id (self->segments);
  benefits_by_id = index_by_id (self->benefits);
  for (guint i = 0; i < cells->len; i++)
    {
      TrancheSegmentBenefit *cell = g_ptr_array_index (cells, i);
      TrancheSegment *segment = g_hash_table_lookup (segments_by_id, &cell->segment_id);
      TrancheBenefit *benefit = g_hash_table_lookup (benefits_by_id, &cell->benefit_id);

      if (segment != NULL && benefit != NULL)
        set_cell (self, benefit, segment, TRUE);
    }

  tranche_model_content_sort (self);
  return TRUE;
}

TrancheModelContent *
tranche_model_content_load_at (TrancheDatabase *db, gint64 model_id, gint64 moment, GError **error)
{
  g_autoptr (TrancheModelContent) self = tranche_model_content_new ();
  g_autoptr (TrancheRecord) today = NULL;
  g_auto (Past) past = { 0 };

  g_return_val_if_fail (db != NULL, NULL);

  /* Models are only marked as removed: one without a row never was. */
  today = tranche_records_load (db, TRANCHE_TYPE_SEGMENTATION_MODEL, model_id, error);
  if (today == NULL || !load_today (db, &past, model_id, error)
      || !go_back (db, &past, moment, error) || !fill_from_past (self, &past, model_id, error))
    return NULL;

  return g_steal_pointer (&self);
}
