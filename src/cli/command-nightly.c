/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/output.h"
#include "jobs/segmentation.h"
#include "store/backup.h"

#include <glib/gi18n.h>

/* Two weeks of them. */
#define BACKUPS_KEPT 14

typedef struct
{
  TrancheDatabase *db;
  TrancheDate today;
  gboolean json;
  JsonBuilder *builder;
  gboolean failed;
} Night;

/* Beside what else the program keeps for this user: on a disk of theirs, out of the way of the
 * file. */
static char *
dup_default_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "tranche", "backups", NULL);
}

/* The rest of the night's work isn't given up for one part of it. */
static void
take_failure (Night *night, GError *error)
{
  g_autoptr (GError) taken = error;

  tranche_command_fail (taken);
  night->failed = TRUE;
}

static void
back_up (Night *night, const char *folder, guint keep)
{
  g_autofree char *written = NULL;
  GError *error = NULL;

  if (!tranche_backup_write_daily (night->db, folder, night->today, keep, &written, &error))
    {
      take_failure (night, error);
      return;
    }
  tranche_json_add_text (night->builder, "backup", written);
  if (night->json)
    return;
  if (written != NULL)
    g_print (_ ("Backed up to “%s”\n"), written);
  else
    g_print (_ ("Today’s backup was there already\n"));
}

static void
add_run_as_json (Night *night, const TrancheRun *run)
{
  json_builder_begin_object (night->builder);
  tranche_json_add_integer (night->builder, "office_id", run->office_id);
  tranche_json_add_text (night->builder, "target",
                         run->target == TRANCHE_TARGET_GROUP ? "group" : "individual");
  tranche_json_add_month (night->builder, "start", run->start_month);
  tranche_json_add_month (night->builder, "end", run->end_month);
  tranche_json_add_integer (night->builder, "clients", run->parties);
  tranche_json_add_integer (night->builder, "moves", run->moves);
  json_builder_end_object (night->builder);
}

static void
run_what_is_due (Night *night)
{
  GError *error = NULL;
  g_autoptr (GArray) due = tranche_segmentation_list_due (night->db, night->today, &error);

  if (due == NULL)
    {
      take_failure (night, error);
      return;
    }
  if (due->len == 0 && !night->json)
    g_print (_ ("No segmentation is due\n"));

  for (guint i = 0; i < due->len; i++)
    {
      const TrancheSegmentationRequest *request
          = &g_array_index (due, TrancheSegmentationRequest, i);
      g_autoptr (TrancheSegmentationResult) result
          = tranche_segmentation_run (night->db, request, NULL, NULL, NULL, &error);
      g_autofree char *label = NULL;

      if (result == NULL)
        {
          take_failure (night, g_steal_pointer (&error));
          continue;
        }
      add_run_as_json (night, result->run);
      label = tranche_segmentation_make_label (result->run);
      if (!night->json)
        g_print ("%s\n", label);
    }
}

int
tranche_command_nightly (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_autofree char *date = NULL;
  g_autofree char *folder = NULL;
  int keep = BACKUPS_KEPT;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  Night night = { .builder = builder };
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
    folder = dup_default_folder ();
  if (!tranche_command_parse_date (date, &night.today, &error))
    return tranche_command_fail (error);
  db = tranche_command_open (arguments[0], TRANCHE_DATABASE_READ_WRITE, &common, &error);
  if (db == NULL)
    return tranche_command_fail (error);

  night.db = db;
  night.json = common.json;
  json_builder_begin_object (builder);
  /* First, so that the day's backup is of what people left. */
  back_up (&night, folder, (guint) keep);
  json_builder_set_member_name (builder, "runs");
  json_builder_begin_array (builder);
  run_what_is_due (&night);
  json_builder_end_array (builder);
  tranche_json_add_boolean (builder, "ok", !night.failed);
  json_builder_end_object (builder);
  if (common.json)
    tranche_json_print (builder);

  return night.failed ? TRANCHE_EXIT_FAILED : TRANCHE_EXIT_DONE;
}
