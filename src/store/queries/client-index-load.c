/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-index-private.h"

#include "domain/text.h"
#include "store/cancelled.h"
#include "store/collect-private.h"
#include "store/production.h"

#include <glib/gi18n.h>
#include <string.h>

/* How many rows go by between two looks at the cancellable. */
#define ROWS_A_LOOK 0x3fff

/* Positions by id, a page of ids at a time; ids mostly stand close together. */
#define PAGE_BITS 8
#define PAGE_SIZE (1u << PAGE_BITS)

/* Ids of segments below this are found without a search. */
#define N_LOW_SEGMENTS 256

/* How far ahead what is needed soon is asked of the memory. */
#define ROWS_AHEAD 16

/* What is found out about a client. The tables stand in order of ids, as these do; only at the end
 * they are put in that of the names, each at once, because it is the jumps through the memory that
 * take the time. */
typedef struct
{
  TrancheMoney production;
  guint32 extras; /* where its salutation and reference are, 0: nowhere */
  guint32 owner;
  guint32 group; /* the primary group, 0: none */
  TrancheDate next_date;
  guint16 individual;
  guint8 assigned;
} Row;

typedef struct
{
  TrancheDatabase *db;
  TrancheClientIndex *index;
  GCancellable *cancellable;

  GArray *ids;
  gboolean is_too_long;
  GByteArray *names;
  GArray *name_offsets;

  guint32 **pages; /* by id: the row's index + 1, 0: nobody that is in the list */
  guint n_pages;
  Row *rows;                            /* in order of ids */
  guint32 *ranks;                       /* by position: its row */
  guint16 low_segments[N_LOW_SEGMENTS]; /* by id: the context's number */

  TrancheMoney *totals; /* by slot */
  guint n_slots;

  GByteArray *extras;      /* salutation and reference, as they come */
  GHashTable *group_dates; /* group id → its earliest date */
} Builder;

static void
builder_clear (Builder *builder)
{
  g_clear_pointer (&builder->index, tranche_client_index_unref);
  g_clear_pointer (&builder->ids, g_array_unref);
  g_clear_pointer (&builder->names, g_byte_array_unref);
  g_clear_pointer (&builder->name_offsets, g_array_unref);
  for (gsize i = 0; builder->pages != NULL && i < builder->n_pages; i++)
    g_free (builder->pages[i]);
  g_clear_pointer (&builder->pages, g_free);
  g_clear_pointer (&builder->totals, g_free);
  g_clear_pointer (&builder->extras, g_byte_array_unref);
  g_clear_pointer (&builder->group_dates, g_hash_table_unref);
  g_clear_pointer (&builder->rows, g_free);
  g_clear_pointer (&builder->ranks, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Builder, builder_clear)

static gboolean
add_client (guint32 id, const char *folded, gsize length, gpointer user_data)
{
  Builder *builder = user_data;
  guint32 offset = builder->names->len;

  builder->is_too_long = length > G_MAXUINT32 / 2 - offset;
  if (builder->is_too_long)
    return FALSE;

  g_array_append_val (builder->ids, id);
  g_array_append_val (builder->name_offsets, offset);
  g_byte_array_append (builder->names, (const guint8 *) folded, length);
  return TRUE;
}

static gboolean
check_length (gboolean is_too_long, GError **error)
{
  if (!is_too_long)
    return TRUE;

  g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                       _ ("The clients’ names are too long to be searched"));
  return FALSE;
}

/* Notes each id's position, then counts the ids in their own order. */
static void
rank_ids (Builder *builder)
{
  const TrancheClientIndex *index = builder->index;
  guint32 rank = 0;

  for (guint i = 0; i < index->n_clients; i++)
    builder->n_pages = MAX (builder->n_pages, (index->ids[i] >> PAGE_BITS) + 1);
  builder->pages = g_new0 (guint32 *, builder->n_pages);
  for (guint i = 0; i < index->n_clients; i++)
    {
      guint32 **page = &builder->pages[index->ids[i] >> PAGE_BITS];

      if (*page == NULL)
        *page = g_new0 (guint32, PAGE_SIZE);
      (*page)[index->ids[i] & (PAGE_SIZE - 1)] = i + 1;
    }

  builder->ranks = g_new (guint32, index->n_clients);
  for (guint page = 0; page < builder->n_pages; page++)
    for (guint i = 0; builder->pages[page] != NULL && i < PAGE_SIZE; i++)
      if (builder->pages[page][i] != 0)
        {
          builder->ranks[builder->pages[page][i] - 1] = rank;
          builder->pages[page][i] = ++rank;
        }
}

static gboolean
read_names (Builder *builder, GError **error)
{
  TrancheClientIndex *index = builder->index;
  guint32 end;

  builder->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  builder->names = g_byte_array_new ();
  builder->name_offsets = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (!tranche_client_list_visit (builder->db, index->context, add_client, builder,
                                  builder->cancellable, error)
      || !check_length (builder->is_too_long, error))
    return FALSE;

  end = builder->names->len;
  g_array_append_val (builder->name_offsets, end);
  index->n_clients = builder->ids->len;
  index->ids = (guint32 *) (gpointer) g_array_free (g_steal_pointer (&builder->ids), FALSE);
  index->segments = g_new0 (guint16, index->n_clients);
  index->owners = g_new0 (guint32, index->n_clients);
  index->production = g_new0 (TrancheMoney, index->n_clients);
  index->next_dates = g_new0 (TrancheDate, index->n_clients);

  rank_ids (builder);
  builder->rows = g_new0 (Row, index->n_clients);
  builder->extras = g_byte_array_new ();
  g_byte_array_append (builder->extras, (const guint8 *) "", 1);
  return TRUE;
}

/* NULL for who isn't in the list. */
static inline Row *
find_row (const Builder *builder, gint64 id)
{
  const guint32 *page;
  guint32 number;

  if (id <= 0 || id > TRANCHE_CLIENT_ID_MAX)
    return NULL;

  page = id >> PAGE_BITS < builder->n_pages ? builder->pages[id >> PAGE_BITS] : NULL;
  number = page != NULL ? page[id & (PAGE_SIZE - 1)] : 0;
  return number != 0 ? &builder->rows[number - 1] : NULL;
}

static inline guint16
find_segment (const Builder *builder, gint64 id)
{
  if (id >= 0 && id < N_LOW_SEGMENTS)
    return builder->low_segments[id];

  return (guint16) tranche_client_context_find_segment (builder->index->context, id);
}

/* FALSE at the end, or with @error set. */
static gboolean
step (Builder *builder, TrancheStatement *statement, guint *n_rows, GError **error)
{
  return ((++*n_rows & ROWS_A_LOOK) != 0 || tranche_check_cancelled (builder->cancellable, error))
         && tranche_statement_step (statement, error);
}

static gboolean
finish (GError *local_error, GError **error)
{
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);
  return FALSE;
}

static void
add_words (Builder *builder, const char *text, gsize length)
{
  static const guint8 separator = TRANCHE_CLIENT_WORDS_SEPARATOR;

  if (length == 0)
    return;

  g_byte_array_append (builder->extras, &separator, 1);
  tranche_text_fold_append (text, length, builder->extras);
}

static gboolean
read_clients (Builder *builder, GError **error)
{
  static const char sql[] = "SELECT id, owner_id, salutation, reference FROM client";
  TrancheClientIndex *index = builder->index;
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (builder->db, sql, error);
  GError *local_error = NULL;
  gint64 owner_id = 0; /* the one before has it mostly, too */
  guint owner = 0;
  guint n_rows = 0;
  Row *row;

  if (statement == NULL)
    return FALSE;

  while (step (builder, statement, &n_rows, &local_error))
    {
      guint before = builder->extras->len;
      gint64 id = tranche_statement_get_int64 (statement, 1);
      gsize length;
      const char *text;

      row = find_row (builder, tranche_statement_get_int64 (statement, 0));
      if (row == NULL)
        continue;

      if (id != owner_id)
        owner = tranche_client_context_find_owner (index->context, owner_id = id);
      row->owner = owner;

      text = tranche_statement_get_text (statement, 2, &length);
      if (!check_length (length > G_MAXUINT32 / 64, error))
        return FALSE;
      add_words (builder, text, length);
      text = tranche_statement_get_text (statement, 3, &length);
      if (!check_length (length > G_MAXUINT32 / 64, error))
        return FALSE;
      add_words (builder, text, length);
      if (!check_length (builder->extras->len > G_MAXUINT32 / 4, error))
        return FALSE;
      if (builder->extras->len > before)
        {
          row->extras = before;
          g_byte_array_append (builder->extras, (const guint8 *) "", 1);
        }
    }

  return finish (local_error, error);
}

static gboolean
read_slots_cb (const gint64 *values, gsize n_rows, gpointer user_data, GError **error)
{
  Builder *builder = user_data;

  for (const gint64 *slot = values; slot < values + n_rows * 3; slot += 3)
    {
      Row *row = find_row (builder, slot[1]);

      if (row == NULL)
        continue;

      if (slot[0] >= 0 && slot[0] < builder->n_slots)
        row->production = builder->totals[slot[0]];
      if (slot[2] > 0 && slot[2] <= TRANCHE_CLIENT_ID_MAX)
        row->group = (guint32) slot[2];
    }

  return tranche_check_cancelled (builder->cancellable, error);
}

static gboolean
read_slots (Builder *builder, GError **error)
{
  static const char sql[]
      = "SELECT tranche_collect (slot, client_id, group_id) FROM client_slot NOT INDEXED";
  TrancheClientContext *context = builder->index->context;
  g_autoptr (TrancheStatement) statement = NULL;

  if (context->has_window
      && !tranche_production_sum (builder->db, context->start, context->end, &builder->totals,
                                  &builder->n_slots, builder->cancellable, error))
    return FALSE;

  statement = tranche_database_prepare (builder->db, sql, error);
  if (statement == NULL || !tranche_statement_collect (statement, 3, read_slots_cb, builder, error))
    return FALSE;

  g_clear_pointer (&builder->totals, g_free);
  return TRUE;
}

static gboolean
read_assignments_cb (const gint64 *values, gsize n_rows, gpointer user_data, GError **error)
{
  Builder *builder = user_data;

  for (const gint64 *assignment = values; assignment < values + n_rows * 2; assignment += 2)
    {
      Row *row = find_row (builder, assignment[0]);

      if (row == NULL)
        continue;

      row->assigned = TRUE;
      row->individual = find_segment (builder, assignment[1]);
    }

  return tranche_check_cancelled (builder->cancellable, error);
}

static gboolean
read_assignments (Builder *builder, GError **error)
{
  static const char sql[]
      = "SELECT tranche_collect (party_id, segment_id) FROM assignment NOT INDEXED";
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (builder->db, sql, error);

  for (guint id = 0; id < N_LOW_SEGMENTS; id++)
    builder->low_segments[id]
        = (guint16) tranche_client_context_find_segment (builder->index->context, id);
  return statement != NULL
         && tranche_statement_collect (statement, 2, read_assignments_cb, builder, error);
}

static void
take_earlier (TrancheDate *date, TrancheDate other)
{
  if (other != TRANCHE_DATE_NONE && (*date == TRANCHE_DATE_NONE || other < *date))
    *date = other;
}

/* Those of groups count for the clients whose primary group it is. */
static gboolean
read_dates (Builder *builder, GError **error)
{
  static const char sql[] = "SELECT party_id, kind, start_date, end_date, reference_day"
                            " FROM agreement WHERE state IN (2, 3)";
  TrancheClientIndex *index = builder->index;
  g_autoptr (TrancheStatement) statement = tranche_database_prepare (builder->db, sql, error);
  GError *local_error = NULL;
  guint n_rows = 0;
  Row *row;

  if (statement == NULL)
    return FALSE;

  builder->group_dates = g_hash_table_new (NULL, NULL);
  while (step (builder, statement, &n_rows, &local_error))
    {
      gint64 party_id = tranche_statement_get_int64 (statement, 0);
      TrancheDate date = tranche_client_context_find_next_date (
          index->context, (TrancheAgreementKind) tranche_statement_get_int64 (statement, 1),
          tranche_statement_get_date (statement, 2), tranche_statement_get_date (statement, 3),
          tranche_statement_get_date (statement, 4));

      row = find_row (builder, party_id);
      if (row != NULL)
        {
          take_earlier (&row->next_date, date);
        }
      else if (party_id > 0 && party_id <= TRANCHE_CLIENT_ID_MAX)
        {
          gpointer key = GSIZE_TO_POINTER ((gsize) party_id);
          TrancheDate earliest = GPOINTER_TO_INT (g_hash_table_lookup (builder->group_dates, key));

          take_earlier (&earliest, date);
          g_hash_table_insert (builder->group_dates, key, GINT_TO_POINTER (earliest));
        }
    }

  return finish (local_error, error);
}

static gboolean
put_in_order (Builder *builder, GError **error)
{
  TrancheClientIndex *index = builder->index;
  g_autoptr (TrancheSegmentDrivers) drivers = tranche_segment_drivers_load (
      builder->db, index->context->office_id, index->context->today, error);

  if (drivers == NULL)
    return FALSE;

  for (guint i = 0; i < index->n_clients; i++)
    {
      const Row *row = &builder->rows[builder->ranks[i]];
      const TrancheListedSegment *own
          = tranche_client_context_get_segment (index->context, row->individual);
      gint64 segment_id;

      if (i + ROWS_AHEAD < index->n_clients)
        __builtin_prefetch (&builder->rows[builder->ranks[i + ROWS_AHEAD]]);

      index->owners[i] = row->owner;
      index->production[i] = row->production;
      index->next_dates[i] = row->next_date;
      if (row->group != 0 && g_hash_table_size (builder->group_dates) > 0)
        take_earlier (&index->next_dates[i],
                      GPOINTER_TO_INT (g_hash_table_lookup (
                          builder->group_dates, GSIZE_TO_POINTER ((gsize) row->group))));

      tranche_segment_drivers_resolve (drivers, index->ids[i], row->group, row->assigned,
                                       own != NULL ? own->id : 0, &segment_id);
      index->segments[i] = own != NULL && own->id == segment_id
                               ? row->individual
                               : find_segment (builder, segment_id);
    }

  return TRUE;
}

/* Words that the name has already find nobody else. */
static char *
put_extras (char *out, const char *name, gsize length, const char *extras)
{
  while (*extras == TRANCHE_CLIENT_WORDS_SEPARATOR)
    {
      gsize n = strcspn (extras + 1, "\x1f");

      if (memmem (name, length, extras + 1, n) == NULL)
        {
          memcpy (out, extras, n + 1);
          out += n + 1;
        }
      extras += n + 1;
    }
  return out;
}

/* Puts names and the rest beside each other, so that one pass over the memory searches all. */
static void
join_words (Builder *builder)
{
  TrancheClientIndex *index = builder->index;
  const guint32 *names = (const guint32 *) (gpointer) builder->name_offsets->data;
  const char *extras = (const char *) builder->extras->data;
  gsize size = (gsize) builder->names->len + builder->extras->len + index->n_clients;
  char *out = index->words = g_malloc (size + 1);

  index->word_offsets = g_new (guint32, index->n_clients + 1);
  for (guint i = 0; i < index->n_clients; i++)
    {
      const char *name = (const char *) builder->names->data + names[i];
      gsize length = names[i + 1] - names[i];

      if (i + 2 * ROWS_AHEAD < index->n_clients)
        {
          __builtin_prefetch (&builder->rows[builder->ranks[i + 2 * ROWS_AHEAD]]);
          __builtin_prefetch (extras + builder->rows[builder->ranks[i + ROWS_AHEAD]].extras);
        }

      index->word_offsets[i] = out - index->words;
      memcpy (out, name, length);
      out = put_extras (out + length, name, length,
                        extras + builder->rows[builder->ranks[i]].extras);
      *out++ = TRANCHE_CLIENT_WORDS_END;
    }
  index->word_offsets[index->n_clients] = out - index->words;
  index->words = g_realloc (index->words, MAX (out - index->words, 1));
}

TrancheClientIndex *
tranche_client_index_load (TrancheDatabase *db,
                           TrancheClientContext *context,
                           GCancellable *cancellable,
                           GError **error)
{
  g_auto (Builder) builder = { .db = db, .cancellable = cancellable };

  g_return_val_if_fail (db != NULL && context != NULL, NULL);

  builder.index = tranche_client_index_new (context);
  if (!read_names (&builder, error) || !read_clients (&builder, error)
      || !read_slots (&builder, error) || !read_assignments (&builder, error)
      || !read_dates (&builder, error) || !put_in_order (&builder, error))
    return NULL;

  join_words (&builder);
  tranche_client_index_count_values (builder.index);
  return g_steal_pointer (&builder.index);
}
