/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/queries/client-index-private.h"

#include "domain/text.h"
#include "store/cancelled.h"
#include "store/queries/find-bytes.h"

#include <string.h>

/* How many clients go by between two looks at the cancellable. */
#define CLIENTS_A_LOOK 0x3fff

/* Fewer matches than a part of all clients are looked through one by one; more cost less in one
 * pass over the memory. */
#define NARROW_PART 16

struct _TrancheClientMatches
{
  TrancheClientIndex *index;
  TrancheClientQuery *query;
  char **words;
  guint n_ids;
  guint32 *positions;
  guint32 *ids;
};

/* Queries
 * ----------------------------------------------------------------------------------------------
 */

TrancheClientQuery *
tranche_client_query_new (void)
{
  return g_new0 (TrancheClientQuery, 1);
}

TrancheClientQuery *
tranche_client_query_copy (const TrancheClientQuery *query)
{
  TrancheClientQuery *copy = g_new0 (TrancheClientQuery, 1);

  copy->search = g_strdup (query->search);
  copy->segment_ids = query->segment_ids != NULL ? g_array_copy (query->segment_ids) : NULL;
  copy->owner_ids = query->owner_ids != NULL ? g_array_copy (query->owner_ids) : NULL;
  copy->sort = query->sort;
  copy->descending = query->descending;
  return copy;
}

static gboolean
are_arrays_equal (const GArray *a, const GArray *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return a->len == b->len
         && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0);
}

static gboolean
has_same_filters (const TrancheClientQuery *a, const TrancheClientQuery *b)
{
  return are_arrays_equal (a->segment_ids, b->segment_ids)
         && are_arrays_equal (a->owner_ids, b->owner_ids);
}

gboolean
tranche_client_query_equal (const TrancheClientQuery *a, const TrancheClientQuery *b)
{
  const char *first = a->search != NULL ? a->search : "";
  const char *second = b->search != NULL ? b->search : "";

  return g_str_equal (first, second) && has_same_filters (a, b) && a->sort == b->sort
         && a->descending == b->descending;
}

gboolean
tranche_client_query_is_filtered (const TrancheClientQuery *query)
{
  return (query->search != NULL && *query->search != '\0') || query->segment_ids != NULL
         || query->owner_ids != NULL;
}

void
tranche_client_query_free (TrancheClientQuery *query)
{
  if (query == NULL)
    return;

  g_free (query->search);
  g_clear_pointer (&query->segment_ids, g_array_unref);
  g_clear_pointer (&query->owner_ids, g_array_unref);
  g_free (query);
}

/* Answers
 * ----------------------------------------------------------------------------------------------
 */

static void
matches_clear (TrancheClientMatches *matches)
{
  g_clear_pointer (&matches->index, tranche_client_index_unref);
  g_clear_pointer (&matches->query, tranche_client_query_free);
  g_clear_pointer (&matches->words, g_strfreev);
  g_free (matches->positions);
  g_free (matches->ids);
}

TrancheClientMatches *
tranche_client_matches_ref (TrancheClientMatches *matches)
{
  return g_atomic_rc_box_acquire (matches);
}

void
tranche_client_matches_unref (TrancheClientMatches *matches)
{
  g_atomic_rc_box_release_full (matches, (GDestroyNotify) matches_clear);
}

const guint32 *
tranche_client_matches_get_ids (TrancheClientMatches *matches, guint *n_ids)
{
  *n_ids = matches->n_ids;
  return matches->ids;
}

/* Looking
 * ----------------------------------------------------------------------------------------------
 */

/* What a client must have, and where the answer goes. */
typedef struct
{
  TrancheClientIndex *index;
  char **words; /* the longest first, as it leaves out most */
  gsize *lengths;
  guint n_words;
  guint8 *segments; /* by number: whether it is wanted; NULL: all are */
  guint8 *owners;
  GCancellable *cancellable;

  guint32 *positions;
  guint n_positions;
} Search;

static void
search_clear (Search *search)
{
  g_strfreev (search->words);
  g_free (search->lengths);
  g_free (search->segments);
  g_free (search->owners);
  g_free (search->positions);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static int
compare_lengths (gconstpointer a, gconstpointer b, gpointer user_data)
{
  gsize first = strlen (*(char *const *) a);
  gsize second = strlen (*(char *const *) b);

  return (first < second) - (first > second);
}

static void
split_words (Search *search, const char *text)
{
  g_autofree char *folded = tranche_text_fold (text != NULL ? text : "");
  guint n = 0;

  search->words = g_strsplit (folded, " ", -1);
  for (guint i = 0; search->words[i] != NULL; i++)
    {
      if (search->words[i][0] != '\0')
        search->words[n++] = search->words[i];
      else
        g_free (search->words[i]);
    }
  search->words[n] = NULL;
  search->n_words = n;
  if (n > 0)
    g_sort_array (search->words, n, sizeof (char *), compare_lengths, NULL);

  search->lengths = g_new (gsize, MAX (n, 1));
  for (guint i = 0; i < n; i++)
    search->lengths[i] = strlen (search->words[i]);
}

/* A flag a number; ids that aren't there any more choose nothing. */
static guint8 *
choose_segments (const TrancheClientContext *context, const GArray *ids)
{
  guint8 *chosen = NULL;

  if (ids == NULL)
    return NULL;

  chosen = g_new0 (guint8, context->segments->len + 1);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      guint number = tranche_client_context_find_segment (context, id);

      if (id == 0 || number > 0)
        chosen[number] = TRUE;
    }
  return chosen;
}

static guint8 *
choose_owners (const TrancheClientContext *context, const GArray *ids)
{
  guint8 *chosen = NULL;

  if (ids == NULL)
    return NULL;

  chosen = g_new0 (guint8, context->owners->len + 1);
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      guint number = tranche_client_context_find_owner (context, id);

      if (id == 0 || number > 0)
        chosen[number] = TRUE;
    }
  return chosen;
}

static inline gboolean
passes_filters (const Search *search, guint position)
{
  return (search->segments == NULL || search->segments[search->index->segments[position]])
         && (search->owners == NULL || search->owners[search->index->owners[position]]);
}

/* Whether the words from @first on are among the client's. */
static inline gboolean
has_words (const Search *search, guint position, guint first)
{
  const char *text = search->index->words + search->index->word_offsets[position];
  gsize length = search->index->word_offsets[position + 1] - search->index->word_offsets[position];

  for (guint i = first; i < search->n_words; i++)
    if (tranche_find_bytes (text, length, search->words[i], search->lengths[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* One pass over everybody's words. No word of a query has what ends a client's, so none is found
 * across two clients. */
static gboolean
look_through_words (Search *search, GError **error)
{
  const TrancheClientIndex *index = search->index;
  const guint32 *offsets = index->word_offsets;
  const char *iter = index->words;
  const char *end = index->words + offsets[index->n_clients];
  guint position = 0;
  guint n_hits = 0;

  while ((iter = tranche_find_bytes (iter, end - iter, search->words[0], search->lengths[0]))
         != NULL)
    {
      guint32 offset = iter - index->words;

      while (offsets[position + 1] <= offset)
        position++;
      if (passes_filters (search, position) && has_words (search, position, 1))
        search->positions[search->n_positions++] = position;
      iter = index->words + offsets[++position];
      if ((++n_hits & CLIENTS_A_LOOK) == 0 && !tranche_check_cancelled (search->cancellable, error))
        return FALSE;
    }

  return tranche_check_cancelled (search->cancellable, error);
}

static gboolean
look_through_all (Search *search, GError **error)
{
  for (guint i = 0; i < search->index->n_clients; i++)
    if (passes_filters (search, i))
      search->positions[search->n_positions++] = i;

  return tranche_check_cancelled (search->cancellable, error);
}

/* Keeps the order that the earlier answer has. */
static gboolean
look_through_previous (Search *search, const TrancheClientMatches *previous, GError **error)
{
  for (guint i = 0; i < previous->n_ids; i++)
    {
      if (has_words (search, previous->positions[i], 0))
        search->positions[search->n_positions++] = previous->positions[i];
      if ((i & CLIENTS_A_LOOK) == CLIENTS_A_LOOK
          && !tranche_check_cancelled (search->cancellable, error))
        return FALSE;
    }

  return TRUE;
}

/* Whether whoever has the new words has all the old ones. */
static gboolean
is_narrower (char **words, char **old_words)
{
  for (guint i = 0; old_words[i] != NULL; i++)
    {
      gboolean within = FALSE;

      for (guint j = 0; words[j] != NULL && !within; j++)
        within = strstr (words[j], old_words[i]) != NULL;
      if (!within)
        return FALSE;
    }

  return TRUE;
}

static gboolean
can_narrow (const Search *search,
            const TrancheClientQuery *query,
            const TrancheClientMatches *previous)
{
  return previous != NULL && previous->index == search->index
         && previous->n_ids <= search->index->n_clients / NARROW_PART
         && previous->query->sort == query->sort && previous->query->descending == query->descending
         && has_same_filters (previous->query, query)
         && is_narrower (search->words, previous->words);
}

/* Puts the positions found, which are in order of the names, into another one. */
static void
put_in_order (Search *search, const guint32 *order)
{
  guint n_clients = search->index->n_clients;
  g_autofree guint8 *found = g_new0 (guint8, n_clients / 8 + 1);
  guint n = 0;

  for (guint i = 0; i < search->n_positions; i++)
    found[search->positions[i] >> 3] |= 1u << (search->positions[i] & 7);
  for (guint i = 0; i < n_clients && n < search->n_positions; i++)
    if (found[order[i] >> 3] >> (order[i] & 7) & 1)
      search->positions[n++] = order[i];
}

TrancheClientMatches *
tranche_client_index_match (TrancheClientIndex *index,
                            const TrancheClientQuery *query,
                            TrancheClientMatches *previous,
                            GCancellable *cancellable,
                            GError **error)
{
  g_auto (Search) search = { .index = index, .cancellable = cancellable };
  g_autoptr (TrancheClientMatches) matches = NULL;
  const guint32 *order = NULL;
  gboolean narrowed;

  g_return_val_if_fail (index != NULL && query != NULL, NULL);

  split_words (&search, query->search);
  search.segments = choose_segments (index->context, query->segment_ids);
  search.owners = choose_owners (index->context, query->owner_ids);
  search.positions = g_new (guint32, MAX (index->n_clients, 1));
  narrowed = can_narrow (&search, query, previous);
  if (!(narrowed             ? look_through_previous (&search, previous, error)
        : search.n_words > 0 ? look_through_words (&search, error)
                             : look_through_all (&search, error)))
    return NULL;

  if (!narrowed && search.n_positions > 0)
    order = tranche_client_index_get_order (index, query->sort, query->descending);
  if (order != NULL)
    put_in_order (&search, order);

  matches = g_atomic_rc_box_new0 (TrancheClientMatches);
  matches->index = tranche_client_index_ref (index);
  matches->query = tranche_client_query_copy (query);
  matches->words = g_steal_pointer (&search.words);
  search.n_words = 0;
  matches->n_ids = search.n_positions;
  matches->positions = g_realloc_n (g_steal_pointer (&search.positions), MAX (matches->n_ids, 1),
                                    sizeof (guint32));
  matches->ids = g_new (guint32, MAX (matches->n_ids, 1));
  for (guint i = 0; i < matches->n_ids; i++)
    matches->ids[i] = index->ids[matches->positions[i]];
  return g_steal_pointer (&matches);
}
