/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "cli/words.h"
#include "jobs/nightly.h"

#include <glib/gi18n.h>

static void
add_run_as_json (JsonBuilder *builder, const TrancheRun *run)
{
  json_builder_begin_object (builder);
  tranche_json_add_integer (builder, "office_id", run->office_id);
  tranche_json_add_text (builder, "target", tranche_target_to_word (run->target));
  tranche_json_add_month (builder, "start", run->start_month);
  tranche_json_add_month (builder, "end", run->end_month);
  tranche_json_add_integer (builder, "clients", run->parties);
  tranche_json_add_integer (builder, "moves", run->moves);
  json_builder_end_object (builder);
}

static void
print_report (const TrancheNightlyReport *report, gboolean backup_failed)
{
  if (report->backup != NULL)
    g_print (_ ("Backed up to “%s”\n"), report->backup);
  else if (!backup_failed)
    g_print (_ ("Today’s backup was there already\n"));
  if (report->runs->len == 0 && report->errors->len == 0)
    g_print (_ ("No segmentation is due\n"));
  for (guint i = 0; i < report->runs->len; i++)
    {
      const TrancheSegmentationResult *result = g_ptr_array_index (report->runs, i);
      g_autofree char *label = tranche_segmentation_make_label (result->run);

      g_print ("%s\n", label);
    }
}

static void
print_report_as_json (const TrancheNightlyReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "backup", report->backup);
  json_builder_set_member_name (builder, "runs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < report->runs->len; i++)
    add_run_as_json (
        builder, ((const TrancheSegmentationResult *) g_ptr_array_index (report->runs, i))->run);
  json_builder_end_array (builder);
  tranche_json_add_boolean (builder, "ok", report->errors->len == 0);
  json_builder_end_object (builder);
  tranche_json_print (builder);
}

int
tranche_command_nightly (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_autofree char *date = NULL;
  g_autofree char *folder = NULL;
  int keep = TRANCHE_NIGHTLY_BACKUPS;
  TrancheDate today;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (TrancheNightlyReport) report = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("The day it is done for; otherwise today"),
      N_ ("YYYY-MM-DD") },
    { "backups", 0, 0, G_OPTION_ARG_FILENAME, &folder, N_ ("Where the daily backups are kept"),
      N_ ("FOLDER") },
    { "keep", 0, 0, G_OPTION_ARG_INT, &keep, N_ ("How many daily backups stay"), N_ ("N") },
    G_OPTION_ENTRY_NULL,
  };

  if (!tranche_command_parse ("nightly", argc, argv, entries, &common, 1, &arguments))
    return TRANCHE_EXIT_USAGE;
  if (keep < 1)
    return tranche_command_usage_error (_ ("--keep is at least 1"));
  if (folder == NULL)
    folder = tranche_nightly_dup_default_folder ();
  if (!tranche_command_parse_date (date, &today, &error))
    return tranche_command_usage_error ("%s", error->message);
  db = tranche_command_open (arguments[0], TRANCHE_DATABASE_READ_WRITE, &common, &error);
  if (db == NULL)
    return tranche_command_fail (error);

  report = tranche_nightly_do (db, folder, today, (guint) keep, tranche_interrupt_begin ());
  tranche_interrupt_end ();
  for (guint i = 0; i < report->errors->len; i++)
    tranche_command_fail (g_ptr_array_index (report->errors, i));
  if (common.json)
    print_report_as_json (report);
  else
    print_report (report, report->errors->len > 0);

  return report->errors->len > 0 ? TRANCHE_EXIT_FAILED : TRANCHE_EXIT_DONE;
}
