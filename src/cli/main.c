/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/command.h"

#include <glib/gi18n.h>
#include <locale.h>

const TrancheCommand tranche_commands[] = {
  { "create", N_ ("FILE"), N_ ("Make a new practice file"), tranche_command_create },
  { "sample", N_ ("FILE"), N_ ("Make a practice file full of invented clients"),
    tranche_command_sample },
  { "import", N_ ("statements FILE CSV"), N_ ("Read a provider’s revenue statement"),
    tranche_command_import },
  { "strategy", N_ ("FILE"), N_ ("Set an office’s segments and monthly limits"),
    tranche_command_strategy },
  { "segment", N_ ("FILE"), N_ ("Run segmentation for an office"), tranche_command_segment },
  { "explain", N_ ("FILE"), N_ ("Say why a client is in its segment"), tranche_command_explain },
  { "report", N_ ("fds|ofa|fta FILE"), N_ ("Write clients’ documents as PDF files"),
    tranche_command_report },
  { "clients", N_ ("FILE"), N_ ("List clients"), tranche_command_clients },
  { "undo", N_ ("FILE"), N_ ("Undo the latest operation"), tranche_command_undo },
  { "redo", N_ ("FILE"), N_ ("Do again what was undone last"), tranche_command_redo },
  { "log", N_ ("FILE"), N_ ("Show what was done, when and by whom"), tranche_command_log },
  { "check", N_ ("FILE"), N_ ("Check a file from end to end"), tranche_command_check },
  { NULL, NULL, NULL, NULL },
};

static void
print_help (void)
{
  g_print ("%s\n\n", _ ("Usage: tranchectl COMMAND ARGUMENT… [OPTION…]"));
  for (const TrancheCommand *command = tranche_commands; command->name != NULL; command++)
    g_print ("  %-9s %-21s %s\n", command->name, _ (command->arguments), _ (command->summary));
  g_print (
      "\n%s\n",
      _ ("“tranchectl COMMAND --help” tells a command’s options. Every command takes --json."));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, TRANCHE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("tranchectl");

  if (argc < 2)
    {
      print_help ();
      return TRANCHE_EXIT_USAGE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")
      || g_str_equal (argv[1], "help"))
    {
      print_help ();
      return TRANCHE_EXIT_DONE;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("tranchectl %s\n", TRANCHE_VERSION);
      return TRANCHE_EXIT_DONE;
    }

  for (const TrancheCommand *command = tranche_commands; command->name != NULL; command++)
    {
      if (g_str_equal (argv[1], command->name))
        return command->run (argc - 1, argv + 1);
    }

  return tranche_command_usage_error (_ ("there is no command “%s”; see “tranchectl --help”"),
                                      argv[1]);
}
