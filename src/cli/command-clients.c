/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command-clients-add.h"
#include "cli/command.h"
#include "cli/names.h"
#include "cli/output.h"
#include "cli/words.h"
#include "domain/effective-range.h"
#include "domain/text.h"
#include "store/operation.h"
#include "store/queries/client-index.h"

#include <glib/gi18n.h>

/* Rows are read and printed in pieces, so that a list of a million needs no memory for them. */
#define ROWS_AT_ONCE 256

static const char *const sort_names[TRANCHE_CLIENT_N_SORTS] = {
  [TRANCHE_CLIENT_SORT_NAME] = "name",      [TRANCHE_CLIENT_SORT_SEGMENT] = "segment",
  [TRANCHE_CLIENT_SORT_OWNER] = "owner",    [TRANCHE_CLIENT_SORT_PRODUCTION] = "production",
  [TRANCHE_CLIENT_SORT_NEXT_DATE] = "next",
};

static gboolean
parse_sort (const char *text, TrancheClientQuery *query)
{
  if (text == NULL)
    return TRUE;

  query->descending = *text == '-';
  if (query->descending)
    text++;
  for (guint i = 0; i < TRANCHE_CLIENT_N_SORTS; i++)
    {
      if (g_str_equal (sort_names[i], text))
        {
          query->sort = (TrancheClientSort) i;
          return TRUE;
        }
    }
  return FALSE;
}

/* Every segment of that name, as models may have the same; “none” where no segment is called so. */
static gboolean
choose_segment (const TrancheClientContext *context,
                const char *name,
                TrancheClientQuery *query,
                GError **error)
{
  g_autofree char *folded = tranche_text_fold (name);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < context->segments->len; i++)
    {
      const TrancheListedSegment *segment = tranche_client_context_get_segment (context, i + 1);
      g_autofree char *other = tranche_text_fold (segment->name);

      if (g_str_equal (folded, other))
        g_array_append_val (ids, segment->id);
      if (tranche_names_find (names, segment->name) < 0)
        g_ptr_array_add (names, segment->name);
    }

  if (ids->len == 0 && g_str_equal (folded, "none"))
    {
      const gint64 none = 0;

      g_array_append_val (ids, none);
    }
  if (ids->len == 0)
    {
      g_autofree char *list = tranche_names_list (names);

      return tranche_names_refuse (
          error, names, name, _ ("there is no segment “%s”; there is %s, and “none”"), name, list);
    }

  query->segment_ids = g_steal_pointer (&ids);
  return TRUE;
}

static void
add_as_json (JsonBuilder *builder, const TrancheClientFacts *facts)
{
  json_builder_begin_object (builder);
  tranche_json_add_integer (builder, "id", facts->id);
  tranche_json_add_text (builder, "name", facts->name);
  tranche_json_add_text (builder, "reference", facts->reference);
  tranche_json_add_text (builder, "owner", facts->owner_name);
  tranche_json_add_text (builder, "segment", facts->segment_name);
  tranche_json_add_text (builder, "driver", tranche_driver_to_word (facts->driver));
  tranche_json_add_integer (builder, "moved", facts->moved);
  tranche_json_add_money (builder, "production", facts->production);
  tranche_json_add_date (builder, "next", facts->next_date);
  json_builder_end_object (builder);
}

static void
add_to_table (TrancheTable *table, const TrancheClientFacts *facts)
{
  g_autofree char *production = tranche_money_format (facts->production);
  g_autofree char *next = facts->next_date != TRANCHE_DATE_NONE
                              ? tranche_date_format (facts->next_date)
                              : g_strdup ("");
  const char *arrow = facts->moved > 0 ? " ↑" : facts->moved < 0 ? " ↓" : "";
  g_autofree char *segment
      = g_strconcat (facts->segment_name != NULL ? facts->segment_name : "–", arrow, NULL);

  if (facts->driver == TRANCHE_DRIVER_OVERRIDE)
    {
      g_autofree char *plain = g_steal_pointer (&segment);

      /* Translators: %s is a segment that was set by hand */
      segment = g_strdup_printf (_ ("%s (by hand)"), plain);
    }

  tranche_table_add_row (table, facts->name, facts->reference, segment,
                         facts->owner_name != NULL ? facts->owner_name : "", production, next,
                         NULL);
}

static void
begin_json (JsonBuilder *builder, const TrancheClientContext *context, guint n_matches)
{
  json_builder_begin_object (builder);
  tranche_json_add_integer (builder, "count", n_matches);
  json_builder_set_member_name (builder, "range");
  if (context->has_window)
    {
      json_builder_begin_object (builder);
      tranche_json_add_month (builder, "start", context->start);
      tranche_json_add_month (builder, "end", context->end);
      json_builder_end_object (builder);
    }
  else
    {
      json_builder_add_null_value (builder);
    }
  json_builder_set_member_name (builder, "clients");
  json_builder_begin_array (builder);
}

static gboolean
print_matches (TrancheDatabase *db,
               TrancheClientIndex *index,
               TrancheClientMatches *matches,
               int limit,
               gboolean json,
               GError **error)
{
  TrancheClientContext *context = tranche_client_index_get_context (index);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (TrancheTable) table
      = tranche_table_new ("llllrl", _ ("Name"), _ ("Reference"), _ ("Segment"), _ ("Owner"),
                           _ ("Production"), _ ("Next Review"), NULL);
  const guint32 *ids;
  guint n_matches;
  guint n_shown;

  ids = tranche_client_matches_get_ids (matches, &n_matches);
  n_shown = limit >= 0 ? MIN (n_matches, (guint) limit) : n_matches;
  begin_json (builder, context, n_matches);
  for (guint i = 0; i < n_shown; i += ROWS_AT_ONCE)
    {
      g_autoptr (GPtrArray) rows
          = tranche_client_rows_load (db, context, ids + i, MIN (n_shown - i, ROWS_AT_ONCE), error);

      if (rows == NULL)
        return FALSE;
      for (guint j = 0; j < rows->len; j++)
        {
          if (rows->pdata[j] == NULL)
            continue;
          if (json)
            add_as_json (builder, rows->pdata[j]);
          else
            add_to_table (table, rows->pdata[j]);
        }
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  if (json)
    {
      tranche_json_print (builder);
      return TRUE;
    }

  if (n_shown > 0)
    tranche_table_print (table);
  g_print (n_shown > 0 ? "\n" : "");
  if (n_shown < n_matches)
    /* Translators: how many were found, and how many of them are listed */
    g_print (
        ngettext ("%'u client, the first %'u shown", "%'u clients, the first %'u shown", n_matches),
        n_matches, n_shown);
  else
    g_print (ngettext ("%'u client", "%'u clients", n_matches), n_matches);
  if (context->has_window)
    {
      g_autofree char *range = tranche_effective_range_format (context->start, context->end);

      g_print (" · ");
      /* Translators: %s is a range of months */
      g_print (_ ("production %s"), range);
    }
  g_print ("\n");
  return TRUE;
}

/* What no limit can be. */
#define LIMIT_NOT_GIVEN G_MININT

/* How the clients are listed. */
typedef struct
{
  char *office;
  char *segment;
  char *search;
  char *sort;
  int limit;
} ListOptions;

static void
list_options_clear (ListOptions *options)
{
  g_free (options->office);
  g_free (options->segment);
  g_free (options->search);
  g_free (options->sort);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ListOptions, list_options_clear)

static int
list_clients (const char *path, const ListOptions *options, const TrancheCommonOptions *common)
{
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (TrancheTransaction) snapshot = NULL;
  g_autoptr (TrancheClientQuery) query = tranche_client_query_new ();
  g_autoptr (TrancheClientContext) context = NULL;
  g_autoptr (TrancheClientIndex) index = NULL;
  g_autoptr (TrancheClientMatches) matches = NULL;
  g_autoptr (GError) error = NULL;
  TrancheDate today;
  gint64 office_id;

  if (!parse_sort (options->sort, query))
    return tranche_command_usage_error (
        _ ("--sort is name, segment, owner, production or next, not “%s”"), options->sort);

  query->search = g_strdup (options->search);
  if (!tranche_command_parse_date (NULL, &today, &error))
    return tranche_command_fail (error);
  db = tranche_command_open (path, TRANCHE_DATABASE_READ_ONLY, common, &error);
  if (db == NULL)
    return tranche_command_fail (error);
  office_id = tranche_command_find_office (db, options->office, &error);
  if (office_id == 0)
    return tranche_command_fail (error);
  snapshot = tranche_transaction_begin (db, &error);
  if (snapshot == NULL)
    return tranche_command_fail (error);
  context
      = tranche_client_context_load (db, office_id, tranche_database_get_actor (db), today, &error);
  if (context == NULL
      || (options->segment != NULL && !choose_segment (context, options->segment, query, &error)))
    return tranche_command_fail (error);
  index = tranche_client_index_load (db, context, NULL, &error);
  if (index == NULL)
    return tranche_command_fail (error);
  matches = tranche_client_index_match (index, query, NULL, NULL, &error);
  if (matches == NULL || !print_matches (db, index, matches, options->limit, common->json, &error))
    return tranche_command_fail (error);

  return TRANCHE_EXIT_DONE;
}

int
tranche_command_clients (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_auto (ListOptions) options = { .limit = LIMIT_NOT_GIVEN };
  g_auto (TrancheClientAddOptions) addition = { 0 };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GArray) table = g_array_new (TRUE, FALSE, sizeof (GOptionEntry));
  const char *misuse;
  const GOptionEntry entries[] = {
    { "office", 0, 0, G_OPTION_ARG_STRING, &options.office, N_ ("Whose clients"), N_ ("NAME") },
    { "segment", 0, 0, G_OPTION_ARG_STRING, &options.segment,
      N_ ("Only those of this segment, or “none”"), N_ ("NAME") },
    { "search", 0, 0, G_OPTION_ARG_STRING, &options.search,
      N_ ("Only those with these words in name, salutation or reference"), N_ ("TEXT") },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &options.sort,
      N_ ("name, segment, owner, production or next; with “-” before it, reversed"), N_ ("FIELD") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &options.limit, N_ ("How many at most"), N_ ("N") },
  };

  g_array_append_vals (table, entries, G_N_ELEMENTS (entries));
  tranche_client_add_options_list (&addition, table);
  if (!tranche_command_parse ("clients", argc, argv, (const GOptionEntry *) (gpointer) table->data,
                              &common, 1, &arguments))
    return TRANCHE_EXIT_USAGE;
  misuse = tranche_client_add_options_find_misuse (&addition);
  if (misuse == NULL && addition.kind != NULL
      && (options.segment != NULL || options.search != NULL || options.sort != NULL
          || options.limit != LIMIT_NOT_GIVEN))
    misuse = _ ("--segment, --search, --sort and --limit list clients, and --add adds one");
  if (misuse == NULL && options.limit != LIMIT_NOT_GIVEN && options.limit < 0)
    misuse = _ ("--limit counts from 0");
  if (misuse != NULL)
    return tranche_command_usage_error ("%s", misuse);

  return addition.kind != NULL
             ? tranche_command_clients_add (arguments[0], options.office, &addition, &common)
             : list_clients (arguments[0], &options, &common);
}
