/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/words.h"
#include "store/strategies.h"

#include <glib/gi18n.h>

/* "Gold=15.00" */
static gboolean
add_band (TrancheStrategySetup *setup, const char *text, GError **error)
{
  const char *equals = strrchr (text, '=');
  g_autofree char *name = NULL;
  TrancheMoney lower;

  if (equals == NULL || equals == text)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("“%s” isn’t a band; write NAME=MONTHLY_LOWER, for example Gold=2000"), text);
      return FALSE;
    }
  name = g_strndup (text, equals - text);
  if (!tranche_money_parse (equals + 1, &lower, error))
    {
      g_prefix_error (error, _ ("band “%s”: "), name);
      return FALSE;
    }
  tranche_strategy_setup_add_band (setup, 0, name, lower);
  return TRUE;
}

/* Replaces the office's active strategy for the target, or the only one there is; otherwise makes
 * one. */
static TrancheStrategySetup *
find_or_make_setup (TrancheDatabase *db,
                    gint64 office_id,
                    TrancheStrategyTarget target,
                    GError **error)
{
  g_autoptr (TrancheStrategySetup) active = NULL;
  g_autoptr (TrancheStrategySetup) found = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) local_error = NULL;

  active = tranche_strategies_load_active (db, office_id, target, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (active == NULL)
    {
      all = tranche_strategies_list (db, office_id, error);
      if (all == NULL)
        return NULL;
      for (guint i = 0; i < all->len; i++)
        {
          TrancheStrategySetup *setup = g_ptr_array_index (all, i);

          if (setup->target == target && active == NULL)
            active = tranche_strategy_setup_copy (setup);
        }
    }

  found = tranche_strategy_setup_new (office_id, target,
                                      active != NULL                   ? active->name
                                      : target == TRANCHE_TARGET_GROUP ? _ ("Client Groups")
                                                                       : _ ("Individual Clients"));
  if (active != NULL)
    {
      found->id = active->id;
      found->row_version = active->row_version;
      found->maximum_months = active->maximum_months;
      found->buffer_months = active->buffer_months;
      found->active = active->active;
    }
  return g_steal_pointer (&found);
}

static void
print_setup (const TrancheStrategySetup *setup, const TrancheCommonOptions *common)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (TrancheTable) table
      = tranche_table_new ("lrr", _ ("Segment"), _ ("From, a month"), _ ("From, a year"), NULL);

  json_builder_begin_object (builder);
  tranche_json_add_text (builder, "name", setup->name);
  tranche_json_add_text (builder, "target", tranche_target_to_word (setup->target));
  tranche_json_add_integer (builder, "maximum", setup->maximum_months);
  tranche_json_add_integer (builder, "buffer", setup->buffer_months);
  tranche_json_add_boolean (builder, "active", setup->active);
  json_builder_set_member_name (builder, "bands");
  json_builder_begin_array (builder);
  for (guint i = 0; i < setup->bands->len; i++)
    {
      const TrancheStrategySetupBand *band = tranche_strategy_setup_get_band (setup, i);
      g_autofree char *monthly = tranche_money_format (band->monthly_lower);
      TrancheMoney yearly_amount = 0;
      g_autofree char *yearly = NULL;

      /* A limit that passed the strategy's own check fits twelve times. */
      tranche_money_multiply (band->monthly_lower, 12, &yearly_amount);
      yearly = tranche_money_format (yearly_amount);
      json_builder_begin_object (builder);
      tranche_json_add_text (builder, "name", band->segment_name);
      tranche_json_add_money (builder, "lower", band->monthly_lower);
      json_builder_end_object (builder);
      tranche_table_add_row (table, band->segment_name, monthly, yearly, NULL);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);

  if (common->json)
    tranche_json_print (builder);
  else
    tranche_table_print (table);
}

static gboolean
save (TrancheDatabase *db,
      const char *office,
      TrancheStrategyTarget target,
      char **bands,
      int maximum_months,
      int buffer_months,
      gboolean activate,
      const TrancheCommonOptions *common,
      GError **error)
{
  g_autoptr (TrancheStrategySetup) setup = NULL;
  g_autoptr (TrancheStrategySetup) saved = NULL;
  gint64 office_id = tranche_command_find_office (db, office, error);
  gint64 id = 0;

  if (office_id == 0)
    return FALSE;
  setup = find_or_make_setup (db, office_id, target, error);
  if (setup == NULL)
    return FALSE;
  if (maximum_months >= 0)
    setup->maximum_months = maximum_months;
  if (buffer_months >= 0)
    setup->buffer_months = buffer_months;
  setup->active = setup->active || activate;
  for (guint i = 0; bands[i] != NULL; i++)
    {
      if (!add_band (setup, bands[i], error))
        return FALSE;
    }

  if (!tranche_strategies_save (db, setup, &id, error))
    return FALSE;
  saved = tranche_strategies_load (db, id, error);
  if (saved == NULL)
    return FALSE;
  print_setup (saved, common);
  return TRUE;
}

int
tranche_command_strategy (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_autofree char *office = NULL;
  g_autofree char *target_text = NULL;
  g_auto (GStrv) bands = NULL;
  int maximum_months = -1;
  int buffer_months = -1;
  gboolean activate = FALSE;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (GError) error = NULL;
  TrancheStrategyTarget target;
  const GOptionEntry entries[] = {
    { "office", 0, 0, G_OPTION_ARG_STRING, &office, N_ ("Whose strategy"), N_ ("NAME") },
    { "target", 0, 0, G_OPTION_ARG_STRING, &target_text, N_ ("Individual clients or client groups"),
      "individual|group" },
    { "band", 0, 0, G_OPTION_ARG_STRING_ARRAY, &bands, N_ ("A segment and its lower limit a month"),
      N_ ("NAME=AMOUNT") },
    { "max-months", 0, 0, G_OPTION_ARG_INT, &maximum_months, N_ ("Maximum segmentation months"),
      N_ ("N") },
    { "buffer-months", 0, 0, G_OPTION_ARG_INT, &buffer_months, N_ ("Buffer months"), N_ ("N") },
    { "activate", 0, 0, G_OPTION_ARG_NONE, &activate, N_ ("Make it the active one"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!tranche_command_parse ("strategy", argc, argv, entries, &common, 1, &arguments))
    return TRANCHE_EXIT_USAGE;
  if (!tranche_target_from_word (target_text, &target))
    return TRANCHE_EXIT_USAGE;
  if (bands == NULL)
    return tranche_command_usage_error (_ ("give at least one --band NAME=MONTHLY_LOWER"));

  db = tranche_command_open (arguments[0], TRANCHE_DATABASE_READ_WRITE, &common, &error);
  if (db == NULL
      || !save (db, office, target, bands, maximum_months, buffer_months, activate, &common,
                &error))
    return tranche_command_fail (error);
  return TRANCHE_EXIT_DONE;
}
