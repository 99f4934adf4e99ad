/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/names.h"
#include "cli/output.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <stdio.h>

const TrancheCommand tranche_commands[] = {
  { "create", N_ ("FILE"), N_ ("Make a new practice file"), tranche_command_create },
  { "sample", N_ ("FILE"), N_ ("Make a practice file full of invented clients"),
    tranche_command_sample },
  { "import", N_ ("statements FILE CSV"), N_ ("Read a provider’s revenue statement"),
    tranche_command_import },
  { "strategy", N_ ("FILE"), N_ ("Show or set an office’s segments and monthly limits"),
    tranche_command_strategy },
  { "segment", N_ ("FILE"), N_ ("Run segmentation for an office"), tranche_command_segment },
  { "segments", N_ ("FILE"), N_ ("List and edit the segments of a model"),
    tranche_command_segments },
  { "benefits", N_ ("FILE"), N_ ("List and edit its benefits"), tranche_command_benefits },
  { "matrix", N_ ("FILE"), N_ ("Say which segment has which benefit"), tranche_command_matrix },
  { "model", N_ ("FILE"), N_ ("Choose, copy, export and import a model"), tranche_command_model },
  { "agreements", N_ ("FILE"), N_ ("List a client’s agreements, and enter one"),
    tranche_command_agreements },
  { "package", N_ ("FILE"), N_ ("Set a client’s segment by hand"), tranche_command_package },
  { "explain", N_ ("FILE"), N_ ("Say why a client is in its segment"), tranche_command_explain },
  { "report", N_ ("fds|ofa|fta FILE"), N_ ("Write clients’ documents as PDF files"),
    tranche_command_report },
  { "clients", N_ ("FILE"), N_ ("List clients, and add one"), tranche_command_clients },
  { "nightly", N_ ("FILE"), N_ ("Back up, and run the segmentation that is due"),
    tranche_command_nightly },
  { "undo", N_ ("FILE"), N_ ("Undo the latest operation"), tranche_command_undo },
  { "redo", N_ ("FILE"), N_ ("Do again what was undone last"), tranche_command_redo },
  { "log", N_ ("FILE"), N_ ("Show what was done, when and by whom"), tranche_command_log },
  { "check", N_ ("FILE"), N_ ("Check a file from end to end"), tranche_command_check },
  { NULL, NULL, NULL, NULL },
};

static void
print_help (void)
{
  g_autoptr (TrancheTable) table = tranche_table_new_headless ("lll");

  g_print ("%s\n\n", _ ("Usage: tranchectl COMMAND ARGUMENT… [OPTION…]"));
  for (const TrancheCommand *command = tranche_commands; command->name != NULL; command++)
    {
      g_autofree char *name = g_strconcat ("  ", command->name, NULL);

      tranche_table_add_row (table, name, _ (command->arguments), _ (command->summary), NULL);
    }
  tranche_table_print (table);
  g_print (
      "\n%s\n",
      _ ("“tranchectl COMMAND --help” tells a command’s options. Every command takes --json."));
  g_print ("%s\n", _ ("The exit status is 0 if it was done, 1 if it failed or was refused, 2 if it "
                      "was called wrongly."));
}

static const TrancheCommand *
find_command (const char *name)
{
  for (const TrancheCommand *command = tranche_commands; command->name != NULL; command++)
    if (g_str_equal (command->name, name))
      return command;
  return NULL;
}

/* A result that nobody got, as on a full disk, isn't a success. */
static int
check_output (int status)
{
  if ((fflush (stdout) == 0 && !ferror (stdout)) || tranche_interrupt_has_lost_reader ())
    return status;
  g_printerr ("tranchectl: %s\n", _ ("the work is done, but its result can’t be written"));
  return status == TRANCHE_EXIT_DONE ? TRANCHE_EXIT_FAILED : status;
}

static int
refuse_command (const char *name)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  for (const TrancheCommand *command = tranche_commands; command->name != NULL; command++)
    g_ptr_array_add (names, (char *) command->name);
  tranche_names_refuse (&error, names, name,
                        _ ("there is no command “%s”; see “tranchectl --help”"), name);
  return tranche_command_usage_error ("%s", error->message);
}

/* "help", or "help segments", which is "segments --help" */
static int
help (const char *name)
{
  const TrancheCommand *command = name != NULL ? find_command (name) : NULL;
  char *arguments[] = { (char *) name, (char *) "--help", NULL };

  if (command != NULL)
    return command->run (2, arguments);
  if (name != NULL)
    return refuse_command (name);
  print_help ();
  return TRANCHE_EXIT_DONE;
}

int
main (int argc, char **argv)
{
  const TrancheCommand *command;
  int status;

  tranche_interrupt_install ();
  setlocale (LC_ALL, "");
  /* Where nobody chose a language, as under cron, names must still come in and go out whole. */
  if (g_strcmp0 (setlocale (LC_CTYPE, NULL), "C") == 0)
    setlocale (LC_CTYPE, "C.UTF-8");
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
    return help (g_str_equal (argv[1], "help") ? argv[2] : NULL);
  if (g_str_equal (argv[1], "--version"))
    {
      g_print ("tranchectl %s\n", TRANCHE_VERSION);
      return TRANCHE_EXIT_DONE;
    }

  command = find_command (argv[1]);
  if (command == NULL)
    return refuse_command (argv[1]);
  status = check_output (command->run (argc - 1, argv + 1));
  tranche_interrupt_pass_on ();
  return status;
}
