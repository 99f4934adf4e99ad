/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/command.h"
#include "cli/output.h"
#include "store/actions/new-practice.h"

#include <glib/gi18n.h>

int
tranche_command_create (int argc, char **argv)
{
  g_auto (TrancheCommonOptions) common = { 0 };
  g_autofree char *office = NULL;
  g_auto (GStrv) arguments = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "office", 0, 0, G_OPTION_ARG_STRING, &office, N_ ("Name of the first office"), N_ ("NAME") },
    G_OPTION_ENTRY_NULL,
  };
  const char *adviser;

  if (!tranche_command_parse ("create", argc, argv, entries, &common, 1, &arguments))
    return TRANCHE_EXIT_USAGE;

  adviser = common.actor;
  if (adviser == NULL)
    adviser
        = g_strcmp0 (g_get_real_name (), "Unknown") != 0 ? g_get_real_name () : g_get_user_name ();
  if (!tranche_new_practice_create (arguments[0], office != NULL ? office : _ ("Main Office"),
                                    adviser, &error))
    return tranche_command_fail (error);

  if (common.json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      tranche_json_add_text (builder, "file", arguments[0]);
      json_builder_end_object (builder);
      tranche_json_print (builder);
    }
  else
    {
      g_print (_ ("Made “%s”.\n"), arguments[0]);
    }
  return TRANCHE_EXIT_DONE;
}
