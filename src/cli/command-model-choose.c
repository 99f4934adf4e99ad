/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command-model-choose.h"

#include "cli/models.h"
#include "cli/names.h"
#include "cli/output.h"
#include "domain/text.h"
#include "store/actions/models.h"
#include "store/permissions.h"
#include "store/queries/model-use.h"

#include <glib/gi18n.h>
#include <inttypes.h>

gboolean
tranche_command_model_read_level (const char *text, TrancheModelLevel *level, GError **error)
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

/* "inherit": what the level above uses. */
static gboolean
find_model (TrancheDatabase *db, gint64 office_id, const char *name, gint64 *id, GError **error)
{
  g_autoptr (GPtrArray) models = tranche_models_list (db, office_id, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  int found;

  if (models == NULL)
    return FALSE;
  *id = 0;
  if (g_str_equal (name, "inherit"))
    return TRUE;
  for (guint i = 0; i < models->len; i++)
    g_ptr_array_add (names, ((TrancheModelSummary *) g_ptr_array_index (models, i))->name);
  found = tranche_names_find (names, name);
  if (found < 0)
    return tranche_names_refuse (
        error, names, name,
        _ ("there is no segmentation model “%s”; “tranchectl model FILE” lists them"), name);

  *id = ((const TrancheModelSummary *) g_ptr_array_index (models, found))->id;
  return TRUE;
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
  json_builder_end_object (builder);
  if (common->json)
    tranche_json_print (builder);
}

gboolean
tranche_command_model_choose (TrancheDatabase *db,
                              gint64 office_id,
                              const TrancheModelContent *now,
                              const TrancheModelChooseOptions *options,
                              gboolean dry_run,
                              const TrancheCommonOptions *common,
                              GError **error)
{
  g_autoptr (TrancheModelSwitch) plan = NULL;
  TrancheModelLevel level;
  TrancheDate today;
  gint64 model_id;

  if (!tranche_command_model_read_level (options->level, &level, error)
      || !tranche_permissions_require_level (db, level, office_id, error)
      || !find_model (db, office_id, options->name, &model_id, error)
      || !tranche_command_parse_date (NULL, &today, error))
    return FALSE;
  plan = tranche_model_switch_plan (db, level, office_id, model_id, today, error);
  if (plan == NULL)
    return FALSE;
  for (guint i = 0; options->map != NULL && options->map[i] != NULL; i++)
    if (!map_segment (db, plan, now, options->map[i], error))
      return FALSE;

  if (!dry_run && !tranche_models_choose (db, plan, today, error))
    return FALSE;
  print_plan (plan, common);
  return TRUE;
}

void
tranche_model_choose_options_clear (TrancheModelChooseOptions *options)
{
  g_clear_pointer (&options->name, g_free);
  g_clear_pointer (&options->level, g_free);
  g_clear_pointer (&options->map, g_strfreev);
}
