/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "store/check.h"

#include <glib/gi18n.h>

static const char *
get_check_name (TrancheCheckFlags check)
{
  switch ((int) check)
    {
    case TRANCHE_CHECK_PAGES:
      return "pages";
    case TRANCHE_CHECK_REFERENCES:
      return "references";
    case TRANCHE_CHECK_CHAIN:
      return "chain";
    case TRANCHE_CHECK_PRODUCTION:
      return "production";
    case TRANCHE_CHECK_DOCUMENTS:
      return "documents";
    default:
      return "other";
    }
}

static void
print_as_json (GPtrArray *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  tranche_json_add_boolean (builder, "ok", findings->len == 0);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    {
      const TrancheFinding *finding = g_ptr_array_index (findings, i);

      json_builder_begin_object (builder);
      tranche_json_add_text (builder, "check", get_check_name (finding->check));
      tranche_json_add_text (builder, "message", finding->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  tranche_json_print (builder);
}

int
tranche_command_check (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_auto (GStrv) arguments = NULL;
  g_autoptr (TrancheDatabase) db = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  if (!tranche_command_parse ("check", argc, argv, NULL, &common, 1, &arguments))
    return TRANCHE_EXIT_USAGE;
  db = tranche_command_open (arguments[0], TRANCHE_DATABASE_READ_ONLY, &common, &error);
  if (db == NULL)
    return tranche_command_fail (error);
  findings = tranche_database_check (db, TRANCHE_CHECK_ALL, NULL, NULL, tranche_interrupt_begin (),
                                     &error);
  tranche_interrupt_end ();
  if (findings == NULL)
    return tranche_command_fail (error);

  if (common.json)
    print_as_json (findings);
  else if (findings->len == 0)
    g_print (
        _ ("“%s” is in order: pages, references, history, monthly totals and issued documents.\n"),
        arguments[0]);
  for (guint i = 0; i < findings->len; i++)
    g_printerr ("tranchectl: %s\n", ((TrancheFinding *) g_ptr_array_index (findings, i))->message);

  return findings->len == 0 ? TRANCHE_EXIT_DONE : TRANCHE_EXIT_FAILED;
}
