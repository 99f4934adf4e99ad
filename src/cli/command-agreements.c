/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/models.h"
#include "cli/output.h"
#include "domain/entities/segment.h"
#include "store/actions/new-agreement.h"
#include "store/queries/client-agreements.h"
#include "store/queries/client-package.h"
#include "store/queries/summary-facts.h"
#include "store/records.h"
#include "store/strategies.h"

#include <glib/gi18n.h>

typedef struct
{
  char *office;
  char *client;
  char *add;
  char *start;
  char *end;
  char *reference_day;
  char *package;
  gboolean no_package;
  gboolean beside;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->office);
  g_free (options->client);
  g_free (options->add);
  g_free (options->start);
  g_free (options->end);
  g_free (options->reference_day);
  g_free (options->package);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* (transfer full): "" where there is none. */
static char *
dup_package_name (TrancheDatabase *db, const TrancheClientAgreement *agreement, GError **error)
{
  g_autoptr (TrancheRecord) segment = NULL;

  if (agreement->segment_id == 0)
    return g_strdup ("");
  segment = tranche_records_load (db, TRANCHE_TYPE_SEGMENT, agreement->segment_id, error);
  return segment != NULL ? g_strdup (TRANCHE_SEGMENT (segment)->name) : NULL;
}

static const char *
get_kind_word (TrancheAgreementKind kind)
{
  return kind == TRANCHE_AGREEMENT_ONGOING ? "ongoing" : "fixed-term";
}

static const char *
get_state_word (TrancheAgreementState state)
{
  static const char *const words[]
      = { "", "draft", "issued", "signed", "expired", "ended", "superseded" };

  return words[state];
}

static gboolean
find_differs (const TrancheClientPackage *package, gint64 agreement_id)
{
  for (guint i = 0; i < package->agreements->len; i++)
    {
      const TrancheAgreementPackage *agreement = g_ptr_array_index (package->agreements, i);

      if (agreement->agreement_id == agreement_id)
        return agreement->differs;
    }
  return FALSE;
}

static void
add_row (JsonBuilder *builder,
         TrancheTable *table,
         const TrancheClientAgreement *agreement,
         const char *package_name,
         gboolean differs)
{
  g_autofree char *start = tranche_date_format (agreement->start);
  g_autofree char *end
      = agreement->end != TRANCHE_DATE_NONE ? tranche_date_format (agreement->end) : g_strdup ("");

  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "number", agreement->number);
  tranche_json_add_text (builder, "kind", get_kind_word (agreement->kind));
  tranche_json_add_text (builder, "state", get_state_word (agreement->state));
  tranche_json_add_date (builder, "start", agreement->start);
  tranche_json_add_date (builder, "end", agreement->end);
  tranche_json_add_text (builder, "package", package_name);
  tranche_json_add_boolean (builder, "differs", differs);
  tranche_json_add_integer (builder, "services", agreement->services->len);
  json_builder_end_object (builder);

  tranche_table_add_row (table, agreement->number,
                         tranche_agreement_kind_get_name (agreement->kind),
                         tranche_agreement_state_get_name (agreement->state), start, end,
                         package_name, differs ? _ ("differs from the client’s") : "", NULL);
}

static gboolean
print (TrancheDatabase *db,
       gint64 client_id,
       TrancheDate today,
       const TrancheCommonOptions *common,
       GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (TrancheTable) table
      = tranche_table_new ("lllllll", _ ("Number"), _ ("Kind"), _ ("State"), _ ("Start"), _ ("End"),
                           _ ("Package"), "", NULL);
  g_autoptr (TrancheClientPackage) package
      = tranche_client_package_load (db, client_id, today, error);
  g_autoptr (GPtrArray) agreements = NULL;

  if (package == NULL)
    return FALSE;
  agreements = tranche_client_agreements_load (db, client_id, today, error);
  if (agreements == NULL)
    return FALSE;

  json_builder_begin_array (builder);
  for (guint i = 0; i < agreements->len; i++)
    {
      const TrancheClientAgreement *agreement = g_ptr_array_index (agreements, i);
      g_autofree char *name = dup_package_name (db, agreement, error);

      if (name == NULL)
        return FALSE;
      add_row (builder, table, agreement, name, find_differs (package, agreement->id));
    }
  json_builder_end_array (builder);

  if (common->json)
    tranche_json_print (builder);
  else if (agreements->len == 0)
    g_print ("%s\n", _ ("The client has no agreements."));
  else
    tranche_table_print (table);
  return TRUE;
}

/* The days of an agreement that is to be added. */
static gboolean
read_days (const Options *options, TrancheNewAgreement *new_agreement, GError **error)
{
  if (options->add == NULL)
    return TRUE;
  return tranche_command_parse_date (options->start, &new_agreement->start, error)
         && (options->end == NULL
             || tranche_command_parse_date (options->end, &new_agreement->end, error))
         && (options->reference_day == NULL
             || tranche_command_parse_date (options->reference_day, &new_agreement->reference_day,
                                            error));
}

static gboolean
find_package (TrancheDatabase *db,
              gint64 office_id,
              const char *name,
              gint64 *segment_id,
              GError **error)
{
  g_autoptr (TrancheModelContent) content = NULL;
  gint64 model_id;

  if (!tranche_strategies_find_model (db, office_id, &model_id, error))
    return FALSE;
  content = tranche_model_content_load (db, model_id, error);
  if (content == NULL)
    return FALSE;
  *segment_id = tranche_cli_find_segment_id (content, name, error);
  return *segment_id != 0;
}

/* A longer term is kept as a draft; nobody should overlook it. */
static gboolean
warn_of_term (TrancheDatabase *db,
              gint64 office_id,
              const TrancheNewAgreement *new_agreement,
              GError **error)
{
  TrancheConsentRules rules;
  TrancheDate latest;

  if (new_agreement->kind != TRANCHE_AGREEMENT_FIXED_TERM)
    return TRUE;
  if (!tranche_summary_rules_load (db, office_id, &rules, error))
    return FALSE;
  if (tranche_consent_check_fixed_term (&rules, new_agreement->start, new_agreement->end, &latest)
      == TRANCHE_FIXED_TERM_ALERT)
    {
      g_autofree char *day = tranche_date_format (latest);

      g_printerr (_ ("A fixed term ends by %s at the latest; the draft is kept, but end it earlier "
                     "before you issue it.\n"),
                  day);
    }
  return TRUE;
}

static gboolean
add (TrancheDatabase *db,
     gint64 client_id,
     const Options *options,
     const TrancheNewAgreement *days,
     TrancheDate today,
     GError **error)
{
  TrancheNewAgreement new_agreement = *days;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (TrancheClientPackage) package
      = tranche_client_package_load (db, client_id, today, error);

  new_agreement.client_id = client_id;
  new_agreement.kind = g_str_equal (options->add, "ongoing") ? TRANCHE_AGREEMENT_ONGOING
                                                             : TRANCHE_AGREEMENT_FIXED_TERM;
  new_agreement.chooses_package = options->package != NULL || options->no_package;
  new_agreement.beside_another = options->beside;
  if (package == NULL
      || (options->package != NULL
          && !find_package (db, package->office_id, options->package, &new_agreement.segment_id,
                            error)))
    return FALSE;
  if (!tranche_new_agreement_add (db, &new_agreement, today, NULL, NULL, &local_error))
    {
      if (g_error_matches (local_error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT) && !options->beside)
        tranche_command_add_advice (&local_error, _ ("Another beside it takes --beside."));
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return warn_of_term (db, package->office_id, &new_agreement, error);
}

/* What is wrong with the options taken together; NULL: nothing. */
static const char *
find_fault (const Options *options)
{
  gboolean details = options->start != NULL || options->end != NULL || options->package != NULL
                     || options->reference_day != NULL || options->no_package || options->beside;

  if (options->client == NULL)
    return _ ("say which client with --client REFERENCE");
  if (options->add == NULL)
    return details ? _ ("--start, --end, --reference-day, --package, --no-package and --beside go "
                        "with --add")
                   : NULL;
  if (!g_str_equal (options->add, "ongoing") && !g_str_equal (options->add, "fixed-term"))
    return _ ("--add is ongoing or fixed-term");
  if (g_str_equal (options->add, "fixed-term") != (options->end != NULL))
    return _ ("a fixed term needs its last day, --end, and an ongoing agreement has none");
  if (options->package != NULL && options->no_package)
    return _ ("either --package or --no-package");
  return NULL;
}

int
tranche_command_agreements (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_auto (Options) options = { 0 };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (GError) error = NULL;
  TrancheNewAgreement days = { 0 };
  TrancheDate today;
  gint64 client_id;
  const GOptionEntry entries[] = {
    { "office", 0, 0, G_OPTION_ARG_STRING, &options.office, N_ ("Whose client"), N_ ("NAME") },
    { "client", 0, 0, G_OPTION_ARG_STRING, &options.client, N_ ("The client’s number"),
      N_ ("REFERENCE") },
    { "add", 0, 0, G_OPTION_ARG_STRING, &options.add, N_ ("Enter an agreement, as a draft"),
      "ongoing|fixed-term" },
    { "start", 0, 0, G_OPTION_ARG_STRING, &options.start,
      N_ ("With --add: its first day; otherwise today"), N_ ("DATE") },
    { "end", 0, 0, G_OPTION_ARG_STRING, &options.end, N_ ("The last day of a fixed term"),
      N_ ("DATE") },
    { "reference-day", 0, 0, G_OPTION_ARG_STRING, &options.reference_day,
      N_ ("A day agreed to stand in for the anniversary"), N_ ("DATE") },
    { "package", 0, 0, G_OPTION_ARG_STRING, &options.package,
      N_ ("Its service package; otherwise the client’s"), N_ ("NAME") },
    { "no-package", 0, 0, G_OPTION_ARG_NONE, &options.no_package, N_ ("Without a package"), NULL },
    { "beside", 0, 0, G_OPTION_ARG_NONE, &options.beside,
      N_ ("Also where the client has one of the kind already"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!tranche_command_parse ("agreements", argc, argv, entries, &common, 1, &arguments))
    return TRANCHE_EXIT_USAGE;
  if (find_fault (&options) != NULL)
    return tranche_command_usage_error ("%s", find_fault (&options));
  if (!read_days (&options, &days, &error))
    return tranche_command_usage_error ("%s", error->message);

  db = tranche_command_open (
      arguments[0], options.add != NULL ? TRANCHE_DATABASE_READ_WRITE : TRANCHE_DATABASE_READ_ONLY,
      &common, &error);
  if (db == NULL || !tranche_command_parse_date (NULL, &today, &error)
      || (client_id = tranche_command_find_client (db, options.office, options.client, &error)) == 0
      || (options.add != NULL && !add (db, client_id, &options, &days, today, &error))
      || !print (db, client_id, today, &common, &error))
    return tranche_command_fail (error);

  return TRANCHE_EXIT_DONE;
}
