/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/output.h"
#include "jobs/sample.h"

#include <glib/gi18n.h>

#define DEFAULT_CLIENTS 140
#define DEFAULT_MONTHS 24

int
tranche_command_sample (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  int clients = DEFAULT_CLIENTS;
  int months = DEFAULT_MONTHS;
  int seed = 1;
  g_autofree char *date = NULL;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "clients", 0, 0, G_OPTION_ARG_INT, &clients, N_ ("How many clients"), N_ ("N") },
    { "months", 0, 0, G_OPTION_ARG_INT, &months, N_ ("How many months of statements"), N_ ("M") },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, N_ ("The same number makes the same practice"),
      N_ ("S") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("What the practice takes for today"),
      N_ ("YYYY-MM-DD") },
    G_OPTION_ENTRY_NULL,
  };
  TrancheSampleOptions options;
  gboolean done;

  if (!tranche_command_parse ("sample", argc, argv, entries, &common, 1, &arguments))
    return TRANCHE_EXIT_USAGE;
  if (clients < 1 || months < 1 || seed < 0)
    return tranche_command_usage_error (_ ("--clients and --months count from 1, --seed from 0"));

  options = (TrancheSampleOptions) { .clients = clients, .months = months, .seed = seed };
  if (!tranche_command_parse_date (date, &options.today, &error))
    return tranche_command_usage_error ("%s", error->message);
  done = tranche_sample_create (arguments[0], &options, NULL, NULL, tranche_interrupt_begin (),
                                &error);
  tranche_interrupt_end ();
  if (!done)
    return tranche_command_fail (error);

  if (common.json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      tranche_json_add_text (builder, "file", arguments[0]);
      tranche_json_add_integer (builder, "clients", clients);
      tranche_json_add_integer (builder, "months", months);
      tranche_json_add_date (builder, "today", options.today);
      json_builder_end_object (builder);
      tranche_json_print (builder);
    }
  else
    {
      g_print (g_dngettext (NULL, "Made “%s” with %'d invented client.\n",
                            "Made “%s” with %'d invented clients.\n", (gulong) clients),
               arguments[0], clients);
    }
  return TRANCHE_EXIT_DONE;
}
