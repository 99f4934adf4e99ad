/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command-model-print.h"
#include "cli/models.h"
#include "cli/output.h"
#include "domain/text.h"
#include "jobs/model-exchange.h"
#include "store/actions/models.h"
#include "store/operation.h"
#include "store/permissions.h"
#include "store/queries/model-history.h"
#include "store/queries/model-use.h"

#include <glib/gi18n.h>
#include <inttypes.h>

typedef struct
{
  char *office;
  char *duplicate_to;
  char *name;
  char *choose;
  char *level;
  char **map;
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
  g_free (options->choose);
  g_free (options->level);
  g_strfreev (options->map);
  g_free (options->rename);
  g_free (options->export);
  g_free (options->import);
  tranche_model_print_options_clear (&options->print);
  g_free (options->at);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* The words for levels in JSON, the same in every language; by TrancheModelLevel. */
static const char *const level_words[] = { NULL, "built-in", "licensee", "practice" };

static gboolean
read_level (const char *text, TrancheModelLevel *level, GError **error)
{
  if (text == NULL || g_str_equal (text, "practice"))
    *level = TRANCHE_MODEL_PRACTICE;
  else if (g_str_equal (text, "licensee"))
    *level = TRANCHE_MODEL_LICENSEE;
  else
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("the level is practice or licensee, not “%s”"), text);
      return FALSE;
    }
  return TRUE;
}

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

  return read_level (options->duplicate_to, &level, error)
         && tranche_models_duplicate (db, tranche_record_get_id (TRANCHE_RECORD (content->model)),
                                      level, office_id, options->name, NULL, error);
}

/* "inherit": what the level above uses. */
static gboolean
find_model (TrancheDatabase *db, gint64 office_id, const char *name, gint64 *id, GError **error)
{
  g_autoptr (GPtrArray) models = tranche_models_list (db, office_id, error);
  g_autofree char *wanted = tranche_text_fold (name);

  if (models == NULL)
    return FALSE;
  *id = 0;
  if (g_str_equal (name, "inherit"))
    return TRUE;
  for (guint i = 0; i < models->len; i++)
    {
      const TrancheModelSummary *summary = g_ptr_array_index (models, i);
      g_autofree char *folded = tranche_text_fold (summary->name);

      if (g_str_equal (folded, wanted))
        *id = summary->id;
    }
  if (*id != 0)
    return TRUE;

  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
               _ ("there is no segmentation model “%s”; “tranchectl model FILE” lists them"), name);
  return FALSE;
}

/* "Gold=Premium": an old segment and the one that takes its place. */
static gboolean
map_segment (TrancheDatabase *db,
             TrancheModelSwitch *plan,
             const TrancheModelContent *now,
             const char *text,
             GError **error)
{
  g_autoptr (TrancheModelContent) content
      = tranche_model_content_load (db, plan->new_model_id, error);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *wanted = NULL;
  TrancheSegment *segment;
  int found;

  if (content == NULL
      || !tranche_cli_split (text, "Gold=Premium", now, tranche_model_content_find_segment, &from,
                             &to, error))
    return FALSE;
  found = tranche_cli_find_segment (content, to, error);
  if (found < 0)
    return FALSE;
  segment = tranche_model_content_get_segment (content, found);
  if (!segment->active)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("“%s” isn’t an active segment of “%s”"), segment->name, plan->new_model_name);
      return FALSE;
    }

  wanted = tranche_text_fold (from);
  for (guint i = 0; i < plan->mappings->len; i++)
    {
      TrancheModelMapping *mapping = g_ptr_array_index (plan->mappings, i);
      g_autofree char *folded = tranche_text_fold (mapping->from_name);

      if (!g_str_equal (folded, wanted))
        continue;
      mapping->to_id = tranche_record_get_id (TRANCHE_RECORD (segment));
      g_set_str (&mapping->to_name, to);
      return TRUE;
    }

  g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
               _ ("“%s” is no segment that would be replaced"), from);
  return FALSE;
}

static char *
format_clients (gint64 clients)
{
  return g_strdup_printf (
      ngettext ("%'" PRId64 " client", "%'" PRId64 " clients", (gulong) clients), clients);
}

static void
print_plan (const TrancheModelSwitch *plan, const TrancheCommonOptions *common)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "model", plan->new_model_name);
  tranche_json_add_integer (builder, "offices", plan->offices);
  tranche_json_add_integer (builder, "clients", plan->clients);
  tranche_json_add_integer (builder, "agreements", plan->agreements);
  if (!common->json)
    {
      g_autofree char *clients = format_clients (plan->clients);
      g_autofree char *agreements = g_strdup_printf (
          ngettext ("%'" PRId64 " agreement keeps its package",
                    "%'" PRId64 " agreements keep their package", (gulong) plan->agreements),
          plan->agreements);

      /* Translators: whose model is chosen, the model, "3 clients", "2 agreements keep their
       * package" */
      g_print (_ ("%s to “%s”: %s; %s\n"), plan->owner_name, plan->new_model_name, clients,
               agreements);
    }
  json_builder_set_member_name (builder, "segments");
  json_builder_begin_array (builder);
  for (guint i = 0; i < plan->mappings->len; i++)
    {
      const TrancheModelMapping *mapping = g_ptr_array_index (plan->mappings, i);

      json_builder_begin_object (builder);
      tranche_json_add_text (builder, "from", mapping->from_name);
      tranche_json_add_text (builder, "to", mapping->to_id != 0 ? mapping->to_name : "");
      tranche_json_add_integer (builder, "clients", mapping->clients);
      tranche_json_add_integer (builder, "by_hand", mapping->overrides);
      tranche_json_add_integer (builder, "strategies", mapping->bands);
      json_builder_end_object (builder);
      if (!common->json)
        {
          g_autofree char *clients = format_clients (mapping->clients);

          g_print ("  %s → %s: %s\n", mapping->from_name,
                   mapping->to_id != 0 ? mapping->to_name : _ ("nothing"), clients);
        }
    }
  json_builder_end_array (builder);
  finish_json (builder, common);
}

static gboolean
choose (TrancheDatabase *db,
        const Options *options,
        const TrancheModelContent *now,
        gint64 office_id,
        const TrancheCommonOptions *common,
        GError **error)
{
  g_autoptr (TrancheModelSwitch) plan = NULL;
  TrancheModelLevel level;
  TrancheDate today;
  gint64 model_id;

  if (!read_level (options->level, &level, error)
      || !tranche_permissions_require_level (db, level, office_id, error)
      || !find_model (db, office_id, options->choose, &model_id, error)
      || !tranche_command_parse_date (NULL, &today, error))
    return FALSE;
  plan = tranche_model_switch_plan (db, level, office_id, model_id, today, error);
  if (plan == NULL)
    return FALSE;
  for (guint i = 0; options->map != NULL && options->map[i] != NULL; i++)
    if (!map_segment (db, plan, now, options->map[i], error))
      return FALSE;

  if (!options->dry_run && !tranche_models_choose (db, plan, today, error))
    return FALSE;
  print_plan (plan, common);
  return TRUE;
}

static gboolean export (const TrancheModelContent *content, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  TrancheModelFormat format;
  gconstpointer data;
  gsize size;

  if (!tranche_model_format_from_name (path, &format, error))
    return FALSE;
  bytes = tranche_model_export (content, format);
  data = g_bytes_get_data (bytes, &size);
  return g_file_set_contents (path, data, (gssize) size, error);
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
  char *data;
  gsize size;

  /* What only shows what would be is refused where that couldn't be. */
  if (!tranche_permissions_require_model (db, model_id, error)
      || !tranche_model_format_from_name (options->import, &format, error)
      || !tranche_command_parse_date (NULL, &today, error)
      || !g_file_get_contents (options->import, &data, &size, error))
    return FALSE;
  bytes = g_bytes_new_take (data, size);
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

      json_builder_begin_object (builder);
      tranche_json_add_text (builder, "at", moment);
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
  if (options->choose != NULL)
    return choose (db, options, content, office_id, common, error);
  if (options->import != NULL)
    return import (db, options, model_id, common, error);
  if (options->history)
    return show_history (db, model_id, common, error);
  if (options->export != NULL)
    return export (content, options->export, error);
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
  if ((options->level != NULL || options->map != NULL) && options->choose == NULL)
    return _ ("--for and --map go with --choose");
  if (options->dry_run && options->choose == NULL && options->import == NULL)
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
    { "choose", 0, 0, G_OPTION_ARG_STRING, &options.choose,
      N_ ("Use another model; inherit: that of the level above"), N_ ("NAME|inherit") },
    { "for", 0, 0, G_OPTION_ARG_STRING, &options.level, N_ ("With --choose: which level chooses"),
      "practice|licensee" },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.map,
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
  if ((options.duplicate_to != NULL) + (options.choose != NULL) + (options.rename != NULL)
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
           || ((options.choose != NULL || options.import != NULL) && !options.dry_run);
  db = tranche_command_open (arguments[0],
                             writes ? TRANCHE_DATABASE_READ_WRITE : TRANCHE_DATABASE_READ_ONLY,
                             &common, &error);
  if (db == NULL || !run (db, &options, &common, &error))
    return tranche_command_fail (error);
  return TRANCHE_EXIT_DONE;
}
