/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "domain/error.h"
#include "jobs/documents.h"
#include "store/queries/summary-agreements.h"

#include <errno.h>
#include <glib/gi18n.h>

typedef struct
{
  char **clients;
  gboolean all;
  char *office;
  char *folder;
  gboolean combined;
  char *blocks;
  char *paper;
  char *date;
  char *period;
  gboolean draft;
  gboolean issue;
  gboolean again;
  gboolean with_drafts;
} ReportOptions;

static void
report_options_clear (ReportOptions *options)
{
  g_clear_pointer (&options->clients, g_strfreev);
  g_clear_pointer (&options->office, g_free);
  g_clear_pointer (&options->folder, g_free);
  g_clear_pointer (&options->blocks, g_free);
  g_clear_pointer (&options->paper, g_free);
  g_clear_pointer (&options->date, g_free);
  g_clear_pointer (&options->period, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ReportOptions, report_options_clear)

static gboolean
parse_kind (const char *word, TrancheSummaryKind *kind)
{
  static const char *const words[] = { "fds", "ofa", "fta" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (words[i], word))
        {
          *kind = (TrancheSummaryKind) i;
          return TRUE;
        }
    }
  return FALSE;
}

/* FALSE with what is wrong with the command line. */
static gboolean
read_request (const ReportOptions *options,
              TrancheSummaryKind kind,
              TrancheDocumentRequest *request,
              GError **error)
{
  TrancheDate today;

  if (!tranche_command_parse_date (options->date, &today, error))
    return FALSE;

  tranche_document_request_init (request, kind, today);
  request->with_drafts = options->with_drafts;
  if (options->period != NULL)
    {
      request->period = tranche_date_parse (options->period, error);
      if (request->period == TRANCHE_DATE_NONE)
        return FALSE;
    }
  return (options->blocks == NULL
          || tranche_summary_blocks_parse (options->blocks, &request->blocks, error))
         && (options->paper == NULL
             || tranche_paper_parse (options->paper, &request->paper, error));
}

static GArray *
find_clients (TrancheDatabase *db, const ReportOptions *options, GError **error)
{
  g_autoptr (GArray) ids = NULL;

  if (options->all)
    {
      gint64 office_id = 0;

      if (options->office != NULL)
        {
          office_id = tranche_command_find_office (db, options->office, error);
          if (office_id == 0)
            return NULL;
        }
      return tranche_summary_clients_list (db, office_id, error);
    }

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; options->clients[i] != NULL; i++)
    {
      gint64 id = tranche_command_find_client (db, options->office, options->clients[i], error);

      if (id == 0)
        return NULL;
      g_array_append_val (ids, id);
    }
  return g_steal_pointer (&ids);
}

static gboolean
issue_documents (TrancheDatabase *db,
                 const ReportOptions *options,
                 const TrancheDocumentRequest *request,
                 GCancellable *cancellable,
                 TrancheDocumentIssues **issues,
                 GError **error)
{
  g_autoptr (GArray) ids = find_clients (db, options, error);
  TrancheDocumentIssueBatch batch = { .request = *request, .again = options->again };

  if (ids == NULL)
    return FALSE;

  batch.client_ids = (const gint64 *) (gpointer) ids->data;
  batch.n_client_ids = ids->len;
  *issues = tranche_documents_issue (db, &batch, NULL, NULL, cancellable, error);
  if (*issues == NULL)
    return FALSE;
  if ((*issues)->issued->len == 0)
    {
      g_set_error_literal (error, TRANCHE_ERROR, TRANCHE_ERROR_REFUSED,
                           _ ("none of the documents can be issued"));
      return FALSE;
    }
  return tranche_documents_write_issued (db, (*issues)->issued, options->folder, NULL, NULL,
                                         cancellable, error);
}

static guint
count_pages (const GPtrArray *issued)
{
  guint pages = 0;

  for (guint i = 0; i < issued->len; i++)
    pages += ((const TrancheIssuedDocument *) issued->pdata[i])->pages;
  return pages;
}

static void
print_issues_as_json (const TrancheDocumentIssues *issues,
                      const TrancheDocumentRequest *request,
                      const char *kind,
                      const ReportOptions *options)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "kind", kind);
  tranche_json_add_date (builder, "date", request->today);
  tranche_json_add_text (builder, "folder", options->folder);
  tranche_json_add_integer (builder, "documents", issues->issued->len);
  tranche_json_add_integer (builder, "pages", count_pages (issues->issued));
  tranche_json_add_integer (builder, "issued", issues->n_new);
  tranche_json_add_integer (builder, "reprinted", issues->n_earlier);
  tranche_json_add_integer (
      builder, "skipped",
      tranche_document_issues_count_left_out (issues, TRANCHE_LEFT_OUT_NO_AGREEMENT));
  tranche_json_add_integer (
      builder, "unusable",
      tranche_document_issues_count_left_out (issues, TRANCHE_LEFT_OUT_UNUSABLE));
  tranche_json_add_integer (
      builder, "without_services",
      tranche_document_issues_count_left_out (issues, TRANCHE_LEFT_OUT_NO_SERVICES));
  json_builder_set_member_name (builder, "numbers");
  json_builder_begin_array (builder);
  for (guint i = 0; i < issues->issued->len; i++)
    json_builder_add_string_value (builder,
                                   ((TrancheIssuedDocument *) issues->issued->pdata[i])->number);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  tranche_json_print (builder);
}

/* Whoever asked for everybody knows that not everybody has an agreement. */
static void
print_left_out (const TrancheDocumentIssues *issues, const ReportOptions *options)
{
  guint n_skipped = tranche_document_issues_count_left_out (issues, TRANCHE_LEFT_OUT_NO_AGREEMENT);

  for (guint i = 0; i < issues->left_out->len; i++)
    {
      const TrancheLeftOut *left_out = g_ptr_array_index (issues->left_out, i);

      if (left_out->reason == TRANCHE_LEFT_OUT_NO_SERVICES)
        g_print (_ ("Not issued: %s, entitled to no service at all\n"), left_out->name);
      else if (left_out->reason == TRANCHE_LEFT_OUT_UNUSABLE)
        g_print (_ ("Not issued: %s, %s\n"), left_out->name, left_out->message);
      else if (!options->all)
        g_print (_ ("Not issued: %s, without such an agreement\n"), left_out->name);
    }
  if (options->all && n_skipped > 0)
    {
      g_print (ngettext ("%'u client has no such agreement, and was left out.",
                         "%'u clients have no such agreement, and were left out.", n_skipped),
               n_skipped);
      g_print ("\n");
    }
}

/* Ends the line "12 documents issued". */
static void
print_place (guint n_pages, const char *path)
{
  g_print (" ");
  /* Translators: the number of pages, and the file or folder they are in; “12 documents issued”
   * goes before */
  g_print (ngettext ("(%'u page): %s", "(%'u pages): %s", n_pages), n_pages, path);
  g_print ("\n");
}

static void
print_issues_for_people (const TrancheDocumentIssues *issues, const ReportOptions *options)
{
  g_print (ngettext ("%'u document issued", "%'u documents issued", issues->n_new), issues->n_new);
  if (issues->n_earlier > 0)
    {
      g_print (", ");
      g_print (ngettext ("%'u printed again as it was issued",
                         "%'u printed again as they were issued", issues->n_earlier),
               issues->n_earlier);
    }
  print_place (count_pages (issues->issued), options->folder);
  print_left_out (issues, options);
}

static TrancheDocumentBatchResult *
write_documents (TrancheDatabase *db,
                 const ReportOptions *options,
                 const TrancheDocumentRequest *request,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (TrancheTransaction) snapshot = tranche_transaction_begin (db, error);
  g_autoptr (GArray) ids = NULL;
  TrancheDocumentBatch batch
      = { .request = *request, .folder = options->folder, .combined = options->combined };

  if (snapshot == NULL)
    return NULL;
  ids = find_clients (db, options, error);
  if (ids == NULL)
    return NULL;

  batch.client_ids = (const gint64 *) (gpointer) ids->data;
  batch.n_client_ids = ids->len;
  return tranche_documents_write_batch (db, &batch, NULL, NULL, cancellable, error);
}

static void
print_as_json (const TrancheDocumentBatchResult *result,
               const TrancheDocumentRequest *request,
               const char *kind,
               const ReportOptions *options)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "kind", kind);
  tranche_json_add_date (builder, "date", request->today);
  tranche_json_add_text (builder, "folder", options->folder);
  tranche_json_add_text (builder, "file", result->path);
  tranche_json_add_integer (builder, "documents", result->documents);
  tranche_json_add_integer (builder, "pages", result->pages);
  tranche_json_add_integer (builder, "skipped", result->skipped);
  tranche_json_add_integer (builder, "unusable", result->unusable);
  json_builder_end_object (builder);
  tranche_json_print (builder);
}

static void
print_for_people (const TrancheDocumentBatchResult *result, const ReportOptions *options)
{
  g_print (ngettext ("%'u draft written", "%'u drafts written", result->documents),
           result->documents);
  print_place (result->pages, result->path != NULL ? result->path : options->folder);
  if (result->skipped > 0)
    {
      g_print (ngettext ("%'u client has no such agreement, and was left out.",
                         "%'u clients have no such agreement, and were left out.", result->skipped),
               result->skipped);
      g_print ("\n");
    }
  if (result->unusable > 0)
    {
      g_print (ngettext ("%'u agreement can’t be printed: %s",
                         "%'u agreements can’t be printed: %s", result->unusable),
               result->unusable, result->first_unusable);
      g_print ("\n");
    }
}

int
tranche_command_report (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_auto (ReportOptions) options = { 0 };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (TrancheDocumentBatchResult) result = NULL;
  g_autoptr (TrancheDocumentIssues) issues = NULL;
  g_autoptr (GError) error = NULL;
  TrancheDocumentRequest request;
  TrancheSummaryKind kind;
  const GOptionEntry entries[] = {
    { "client", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.clients,
      N_ ("A client’s number; as often as needed"), N_ ("NUMBER") },
    { "all", 0, 0, G_OPTION_ARG_NONE, &options.all, N_ ("Every client with such an agreement"),
      NULL },
    { "office", 0, 0, G_OPTION_ARG_STRING, &options.office, N_ ("Whose clients"), N_ ("NAME") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.folder,
      N_ ("The folder for the files; made if it isn’t there"), N_ ("FOLDER") },
    { "combined", 0, 0, G_OPTION_ARG_NONE, &options.combined,
      N_ ("One file for all, with bookmarks"), NULL },
    { "blocks", 0, 0, G_OPTION_ARG_STRING, &options.blocks,
      N_ ("Parts to print: all, or some of head, arrangement, previous, upcoming, fees, dates, "
          "signatures"),
      N_ ("LIST") },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &options.paper, N_ ("The paper; otherwise a4"),
      "a4|letter" },
    { "date", 0, 0, G_OPTION_ARG_STRING, &options.date,
      N_ ("The day of the documents; otherwise today"), N_ ("YYYY-MM-DD") },
    { "period", 0, 0, G_OPTION_ARG_STRING, &options.period,
      N_ ("First day of the upcoming period; otherwise the usual one"), N_ ("YYYY-MM-DD") },
    { "draft", 0, 0, G_OPTION_ARG_NONE, &options.draft,
      N_ ("Print drafts, with their mark and without a number; also the default"), NULL },
    { "issue", 0, 0, G_OPTION_ARG_NONE, &options.issue,
      N_ ("Number the documents and keep them as they are; those of the period that were issued "
          "already are printed again"),
      NULL },
    { "new", 0, 0, G_OPTION_ARG_NONE, &options.again,
      N_ ("With --issue: a new document also where the period has one already"), NULL },
    { "with-drafts", 0, 0, G_OPTION_ARG_NONE, &options.with_drafts,
      N_ ("Also of agreements in draft; --issue makes them issued"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!tranche_command_parse ("report", argc, argv, entries, &common, 2, &arguments))
    return TRANCHE_EXIT_USAGE;
  if (!parse_kind (arguments[0], &kind))
    return tranche_command_usage_error (_ ("a report is “fds”, “ofa” or “fta”, not “%s”"),
                                        arguments[0]);
  if (options.all == (options.clients != NULL))
    return tranche_command_usage_error (_ ("say which clients: --client NUMBER, or --all"));
  if (options.folder == NULL)
    return tranche_command_usage_error (_ ("say where the files go: -o FOLDER"));
  if (!read_request (&options, kind, &request, &error))
    return tranche_command_usage_error ("%s", error->message);

  if (options.issue && (options.draft || options.combined))
    return tranche_command_usage_error (
        _ ("what is issued is no draft, and a file of its own: --issue goes with neither --draft "
           "nor --combined"));
  if (options.again && !options.issue)
    return tranche_command_usage_error (_ ("--new says how to issue: --issue --new"));

  db = tranche_command_open (
      arguments[1], options.issue ? TRANCHE_DATABASE_READ_WRITE : TRANCHE_DATABASE_READ_ONLY,
      &common, &error);
  if (db == NULL)
    return tranche_command_fail (error);
  if (g_mkdir_with_parents (options.folder, 0777) != 0)
    {
      g_set_error (&error, TRANCHE_ERROR, TRANCHE_ERROR_READ_ONLY,
                   _ ("the folder “%s” can’t be made: %s"), options.folder, g_strerror (errno));
      return tranche_command_fail (error);
    }

  if (options.issue)
    {
      gboolean done
          = issue_documents (db, &options, &request, tranche_interrupt_begin (), &issues, &error);

      tranche_interrupt_end ();
      if (!done)
        return tranche_command_fail (error);
      if (common.json)
        print_issues_as_json (issues, &request, arguments[0], &options);
      else
        print_issues_for_people (issues, &options);
      return TRANCHE_EXIT_DONE;
    }

  result = write_documents (db, &options, &request, tranche_interrupt_begin (), &error);
  tranche_interrupt_end ();
  if (result == NULL)
    return tranche_command_fail (error);

  if (common.json)
    print_as_json (result, &request, arguments[0], &options);
  else
    print_for_people (result, &options);
  return TRANCHE_EXIT_DONE;
}
