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

/* The office's active strategy for the target, otherwise the first one there is; NULL without an
 * error: none. */
static TrancheStrategySetup *
find_setup (TrancheDatabase *db, gint64 office_id, TrancheStrategyTarget target, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) local_error = NULL;
  TrancheStrategySetup *active
      = tranche_strategies_load_active (db, office_id, target, &local_error);

  if (active != NULL)
    return active;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  all = tranche_strategies_list (db, office_id, error);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const TrancheStrategySetup *setup = g_ptr_array_index (all, i);

      if (setup->target == target)
        return tranche_strategy_setup_copy (setup);
    }
  return NULL;
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
    {
      tranche_json_print (builder);
      return;
    }
  tranche_table_print (table);
  g_print ("\n");
  g_print (_ ("Maximum segmentation months: %d, buffer months: %d\n"), setup->maximum_months,
           setup->buffer_months);
  if (!setup->active)
    g_print ("%s\n", _ ("The strategy isn’t active; --activate makes it so."));
}

/* What no number of months can be. */
#define NOT_GIVEN G_MININT

/* What the command line says. */
typedef struct
{
  char *office;
  char *target_text;
  TrancheStrategyTarget target;
  char **bands;
  int maximum_months;
  int buffer_months;
  gboolean activate;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->office);
  g_free (options->target_text);
  g_strfreev (options->bands);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* Bands that are given replace all there were. */
static gboolean
fill (TrancheStrategySetup *setup, const Options *options, GError **error)
{
  if (options->maximum_months != NOT_GIVEN)
    setup->maximum_months = options->maximum_months;
  if (options->buffer_months != NOT_GIVEN)
    setup->buffer_months = options->buffer_months;
  setup->active = setup->active || options->activate;
  if (options->bands != NULL)
    g_array_set_size (setup->bands, 0);
  for (guint i = 0; options->bands != NULL && options->bands[i] != NULL; i++)
    {
      if (!add_band (setup, options->bands[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
run (TrancheDatabase *db,
     const Options *options,
     gboolean writes,
     const TrancheCommonOptions *common,
     GError **error)
{
  g_autoptr (TrancheStrategySetup) setup = NULL;
  g_autoptr (TrancheStrategySetup) saved = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 office_id = tranche_command_find_office (db, options->office, error);
  gint64 id = 0;

  if (office_id == 0)
    return FALSE;
  setup = find_setup (db, office_id, options->target, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (setup == NULL && options->bands == NULL)
    {
      g_set_error_literal (
          error, TRANCHE_ERROR, TRANCHE_ERROR_NOT_FOUND,
          options->target == TRANCHE_TARGET_GROUP
              ? _ ("the office has no strategy for client groups; make one with --target group "
                   "--band NAME=MONTHLY_LOWER")
              : _ ("the office has no strategy for individual clients; make one with --band "
                   "NAME=MONTHLY_LOWER"));
      return FALSE;
    }
  if (!writes)
    {
      print_setup (setup, common);
      return TRUE;
    }

  if (setup == NULL)
    setup = tranche_strategy_setup_new (
        office_id, options->target,
        options->target == TRANCHE_TARGET_GROUP ? _ ("Client Groups") : _ ("Individual Clients"));
  if (!fill (setup, options, error) || !tranche_strategies_save (db, setup, &id, error))
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
  g_auto (Options) options = { .maximum_months = NOT_GIVEN, .buffer_months = NOT_GIVEN };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (TrancheStrategySetup) trial = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (GError) error = NULL;
  gboolean writes;
  const GOptionEntry entries[] = {
    { "office", 0, 0, G_OPTION_ARG_STRING, &options.office, N_ ("Whose strategy"), N_ ("NAME") },
    { "target", 0, 0, G_OPTION_ARG_STRING, &options.target_text,
      N_ ("Individual clients or client groups"), "individual|group" },
    { "band", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.bands,
      N_ ("A segment and its lower limit a month"), N_ ("NAME=AMOUNT") },
    { "max-months", 0, 0, G_OPTION_ARG_INT, &options.maximum_months,
      N_ ("Maximum segmentation months"), N_ ("N") },
    { "buffer-months", 0, 0, G_OPTION_ARG_INT, &options.buffer_months, N_ ("Buffer months"),
      N_ ("N") },
    { "activate", 0, 0, G_OPTION_ARG_NONE, &options.activate, N_ ("Make it the active one"), NULL },
    G_OPTION_ENTRY_NULL,
  };

  if (!tranche_command_parse ("strategy", argc, argv, entries, &common, 1, &arguments)
      || !tranche_target_from_word (options.target_text, &options.target))
    return TRANCHE_EXIT_USAGE;
  /* What isn't a band is wrong whatever there is in the file. */
  trial = tranche_strategy_setup_new (0, options.target, "");
  if (!fill (trial, &options, &error))
    return tranche_command_usage_error ("%s", error->message);

  writes = options.bands != NULL || options.maximum_months != NOT_GIVEN
           || options.buffer_months != NOT_GIVEN || options.activate;
  db = tranche_command_open (arguments[0],
                             writes ? TRANCHE_DATABASE_READ_WRITE : TRANCHE_DATABASE_READ_ONLY,
                             &common, &error);
  if (db == NULL || !run (db, &options, writes, &common, &error))
    return tranche_command_fail (error);
  return TRANCHE_EXIT_DONE;
}
