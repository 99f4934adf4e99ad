/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command-model-choose.h"
#include "cli/command-model-print.h"
#include "cli/models.h"
#include "cli/output.h"
#include "jobs/documents-file.h"
#include "jobs/model-exchange.h"
#include "store/actions/models.h"
#include "store/operation.h"
#include "store/permissions.h"
#include "store/queries/model-history.h"
#include "store/queries/model-use.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

typedef struct
{
  char *office;
  char *duplicate_to;
  char *name;
  TrancheModelChooseOptions choose;
  char *rename;
  char *export;
  char *import;
  TrancheModelPrintOptions print;
  char *at;
  TrancheDate day; /* of @at */
  gboolean dry_run;
  gboolean history;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->office);
  g_free (options->duplicate_to);
  g_free (options->name);
  tranche_model_choose_options_clear (&options->choose);
  g_free (options->rename);
  g_free (options->export);
  g_free (options->import);
  tranche_model_print_options_clear (&options->print);
  g_free (options->at);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* The words for levels in JSON, the same in every language; by TrancheModelLevel. */
static const char *const level_words[] = { NULL, "built-in", "licensee", "practice" };

/* Prints either the object or, for people, nothing: they have had their lines. */
static void
finish_json (JsonBuilder *builder, const TrancheCommonOptions *common)
{
  json_builder_end_object (builder);
  if (common->json)
    tranche_json_print (builder);
}

static gboolean
show (TrancheDatabase *db, gint64 office_id, const TrancheCommonOptions *common, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (TrancheModelUse) use
      = tranche_model_use_load (db, office_id, tranche_database_get_actor (db), error);
  g_autoptr (GPtrArray) models = use != NULL ? tranche_models_list (db, office_id, error) : NULL;

  if (models == NULL)
    return FALSE;

  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "model", use->model_name);
  tranche_json_add_text (builder, "why", use->sentence);
  tranche_json_add_boolean (builder, "may_edit", use->edit_obstacle == NULL);
  if (!common->json)
    g_print ("%s\n", use->sentence);
  if (!common->json && use->edit_obstacle != NULL)
    g_print ("%s\n", use->edit_obstacle);
  json_builder_set_member_name (builder, "models");
  json_builder_begin_array (builder);
  for (guint i = 0; i < models->len; i++)
    {
      const TrancheModelSummary *summary = g_ptr_array_index (models, i);

      json_builder_begin_object (builder);
      tranche_json_add_text (builder, "name", summary->name);
      tranche_json_add_text (builder, "level", level_words[summary->level]);
      tranche_json_add_integer (builder, "segments", summary->segments);
      tranche_json_add_integer (builder, "benefits", summary->benefits);
      tranche_json_add_boolean (builder, "used", summary->used);
      json_builder_end_object (builder);
      if (!common->json)
        {
          g_autofree char *segments = g_strdup_printf (
              ngettext ("%u segment", "%u segments", summary->segments), summary->segments);
          g_autofree char *benefits = g_strdup_printf (
              ngettext ("%u benefit", "%u benefits", summary->benefits), summary->benefits);

          g_print ("%s ", summary->used ? "*" : " ");
          /* Translators: a segmentation model, its level, its numbers of segments and of benefits
           */
          g_print (_ ("%s (%s): %s, %s"), summary->name,
                   tranche_model_level_get_name (summary->level), segments, benefits);
          g_print ("\n");
        }
    }
  json_builder_end_array (builder);
  finish_json (builder, common);
  return TRUE;
}

static gboolean
duplicate (TrancheDatabase *db,
           const Options *options,
           const TrancheModelContent *content,
           gint64 office_id,
           GError **error)
{
  TrancheModelLevel level;

  return tranche_command_model_read_level (options->duplicate_to, &level, error)
         && tranche_models_duplicate (db, tranche_record_get_id (TRANCHE_RECORD (content->model)),
                                      level, office_id, options->name, NULL, error);
}

static gboolean export (const TrancheModelContent *content,
                        const char *path,
                        const TrancheCommonOptions *common,
                        GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GBytes) bytes = NULL;
  TrancheModelFormat format;

  if (!tranche_model_format_from_name (path, &format, error))
    return FALSE;
  bytes = tranche_model_export (content, format);
  if (!tranche_document_file_write (path, bytes, error))
    return FALSE;

  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "file", path);
  tranche_json_add_text (builder, "model", content->model->name);
  finish_json (builder, common);
  if (!common->json)
    g_print (_ ("“%s” written to %s\n"), content->model->name, path);
  return TRUE;
}

/* A file that isn't a model may be of any size, and never end. */
static GBytes *
read_file (const char *path, GError **error)
{
  FILE *file = g_fopen (path, "rb");
  g_autofree char *data = g_malloc (TRANCHE_MODEL_FILE_MAX + 1);
  gsize size = 0;
  int failure = 0;

  if (file != NULL)
    size = fread (data, 1, TRANCHE_MODEL_FILE_MAX + 1, file);
  if (file == NULL || ferror (file))
    failure = errno;
  if (file != NULL)
    fclose (file);
  if (failure == 0)
    return g_bytes_new (data, size);

  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_FAILED, _ ("“%s” couldn’t be read: %s"), path,
               g_strerror (failure));
  return NULL;
}

static void
print_difference (const TrancheModelDifference *difference, const TrancheCommonOptions *common)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tranche_json_add_integer (builder, "added", difference->n_added);
  tranche_json_add_integer (builder, "edited", difference->n_edited);
  tranche_json_add_integer (builder, "removed", difference->n_removed);
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < difference->changes->len; i++)
    {
      const TrancheModelChange *change = g_ptr_array_index (difference->changes, i);

      json_builder_add_string_value (builder, change->sentence);
      if (!common->json)
        g_print ("%s\n", change->sentence);
    }
  json_builder_end_array (builder);
  if (!common->json && difference->changes->len == 0)
    g_print ("%s\n", _ ("Nothing differs."));
  finish_json (builder, common);
}

static gboolean
import (TrancheDatabase *db,
        const Options *options,
        gint64 model_id,
        const TrancheCommonOptions *common,
        GError **error)
{
  g_autoptr (TrancheModelContent) wanted = NULL;
  g_autoptr (TrancheModelDifference) difference = NULL;
  g_autoptr (GBytes) bytes = NULL;
  TrancheModelFormat format;
  TrancheDate today;

  /* What only shows what would be is refused where that couldn't be. */
  if (!tranche_permissions_require_model (db, model_id, error)
      || !tranche_model_format_from_name (options->import, &format, error)
      || !tranche_command_parse_date (NULL, &today, error)
      || (bytes = read_file (options->import, error)) == NULL)
    return FALSE;
  wanted = tranche_model_parse (bytes, format, error);
  if (wanted == NULL)
    {
      g_prefix_error (error, "%s: ", options->import);
      return FALSE;
    }
  difference = tranche_model_import_compare (db, model_id, wanted, error);
  if (difference == NULL
      || (!options->dry_run && !tranche_model_import_apply (db, model_id, wanted, today, error)))
    return FALSE;
  print_difference (difference, common);
  return TRUE;
}

static gboolean
show_history (TrancheDatabase *db,
              gint64 model_id,
              const TrancheCommonOptions *common,
              GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) events = tranche_model_history_load (db, model_id, 0, error);

  if (events == NULL)
    return FALSE;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "history");
  json_builder_begin_array (builder);
  for (guint i = 0; i < events->len; i++)
    {
      const TrancheModelEvent *event = g_ptr_array_index (events, i);
      g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc_usec (event->at);
      g_autoptr (GDateTime) local = g_date_time_to_local (at);
      g_autofree char *moment = g_date_time_format (local, "%Y-%m-%d %H:%M");
      g_autofree char *iso_moment = g_date_time_format_iso8601 (at);

      json_builder_begin_object (builder);
      tranche_json_add_text (builder, "at", iso_moment);
      tranche_json_add_text (builder, "who", event->actor_name);
      tranche_json_add_text (builder, "what", event->label);
      json_builder_set_member_name (builder, "changes");
      json_builder_begin_array (builder);
      if (!common->json)
        g_print ("%s  %s  %s\n", moment, event->actor_name, event->label);
      for (guint j = 0; event->sentences[j] != NULL; j++)
        {
          json_builder_add_string_value (builder, event->sentences[j]);
          if (!common->json)
            g_print ("  %s\n", event->sentences[j]);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  finish_json (builder, common);
  return TRUE;
}

static gboolean
run (TrancheDatabase *db,
     const Options *options,
     const TrancheCommonOptions *common,
     GError **error)
{
  g_autoptr (TrancheModelContent) content = NULL;
  gint64 office_id;
  gint64 model_id;

  content = tranche_cli_load_model_on (db, options->office, options->day, &office_id, error);
  if (content == NULL)
    return FALSE;

  model_id = tranche_record_get_id (TRANCHE_RECORD (content->model));
  if (options->choose.name != NULL)
    return tranche_command_model_choose (db, office_id, content, &options->choose, options->dry_run,
                                         common, error);
  if (options->import != NULL)
    return import (db, options, model_id, common, error);
  if (options->history)
    return show_history (db, model_id, common, error);
  if (options->export != NULL)
    return export (content, options->export, common, error);
  if (options->print.path != NULL)
    return tranche_command_model_print (db, office_id, options->day, &options->print, common,
                                        error);
  if (options->duplicate_to != NULL && !duplicate (db, options, content, office_id, error))
    return FALSE;
  if (options->rename != NULL && !tranche_models_rename (db, model_id, options->rename, error))
    return FALSE;
  return show (db, office_id, common, error);
}

/* What goes together, and what doesn't; NULL if it does. */
static const char *
find_misuse (const Options *options)
{
  if (options->name != NULL && options->duplicate_to == NULL)
    return _ ("--name goes with --duplicate-to");
  if ((options->choose.level != NULL || options->choose.map != NULL)
      && options->choose.name == NULL)
    return _ ("--for and --map go with --choose");
  if (options->dry_run && options->choose.name == NULL && options->import == NULL)
    return _ ("--dry-run goes with --choose or --import");
  if ((options->print.paper != NULL || options->print.for_colleagues)
      && options->print.path == NULL)
    return _ ("--paper and --for-colleagues go with --print");
  if (options->at != NULL && options->print.path == NULL && options->export == NULL)
    return _ ("--at goes with --print or --export");
  return NULL;
}

int
tranche_command_model (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_auto (Options) options = { 0 };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (GError) error = NULL;
  const char *misuse;
  gboolean writes;
  const GOptionEntry entries[] = {
    { "office", 0, 0, G_OPTION_ARG_STRING, &options.office, N_ ("Whose model"), N_ ("NAME") },
    { "duplicate-to", 0, 0, G_OPTION_ARG_STRING, &options.duplicate_to,
      N_ ("Copy the model that is used, to be edited"), "practice|licensee" },
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_ ("With --duplicate-to: its name"),
      N_ ("NAME") },
    { "choose", 0, 0, G_OPTION_ARG_STRING, &options.choose.name,
      N_ ("Use another model; inherit: that of the level above"), N_ ("NAME|inherit") },
    { "for", 0, 0, G_OPTION_ARG_STRING, &options.choose.level,
      N_ ("With --choose: which level chooses"), "practice|licensee" },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.choose.map,
      N_ ("With --choose: what takes the place of a segment"), N_ ("OLD=NEW") },
    { "rename", 0, 0, G_OPTION_ARG_STRING, &options.rename, N_ ("Rename the model"), N_ ("NAME") },
    { "export", 0, 0, G_OPTION_ARG_FILENAME, &options.export, N_ ("Write it to a file"),
      N_ ("NAME.json|NAME.csv") },
    { "import", 0, 0, G_OPTION_ARG_FILENAME, &options.import, N_ ("Make it as a file says"),
      N_ ("NAME.json|NAME.csv") },
    { "print", 0, 0, G_OPTION_ARG_FILENAME, &options.print.path,
      N_ ("Print it for clients, as a PDF file"), N_ ("NAME.pdf") },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &options.print.paper,
      N_ ("With --print: the paper; otherwise a4"), "a4|letter" },
    { "for-colleagues", 0, 0, G_OPTION_ARG_NONE, &options.print.for_colleagues,
      N_ ("With --print: with numbers of clients and their share of production"), NULL },
    { "at", 0, 0, G_OPTION_ARG_STRING, &options.at,
      N_ ("With --print and --export: as it was on a past day"), N_ ("YYYY-MM-DD") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run,
      N_ ("With --choose and --import: only show what would change"), NULL },
    { "history", 0, 0, G_OPTION_ARG_NONE, &options.history,
      N_ ("Show what changed, when and by whom"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!tranche_command_parse ("model", argc, argv, entries, &common, 1, &arguments))
    return TRANCHE_EXIT_USAGE;
  if ((options.duplicate_to != NULL) + (options.choose.name != NULL) + (options.rename != NULL)
          + (options.export != NULL) + (options.import != NULL) + (options.print.path != NULL)
          + options.history
      > 1)
    return tranche_command_usage_error (_ ("do one thing at a time"));
  misuse = find_misuse (&options);
  if (misuse != NULL)
    return tranche_command_usage_error ("%s", misuse);
  if (!tranche_cli_read_past_day (options.at, &options.day, &error))
    return tranche_command_usage_error ("%s", error->message);

  writes = options.duplicate_to != NULL || options.rename != NULL
           || ((options.choose.name != NULL || options.import != NULL) && !options.dry_run);
  db = tranche_command_open (arguments[0],
                             writes ? TRANCHE_DATABASE_READ_WRITE : TRANCHE_DATABASE_READ_ONLY,
                             &common, &error);
  if (db == NULL || !run (db, &options, &common, &error))
    return tranche_command_fail (error);
  return TRANCHE_EXIT_DONE;
}
