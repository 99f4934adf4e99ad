/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/date.h"
#include "store/database.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the program says to the shell. */
typedef enum
{
  TRANCHE_EXIT_DONE = 0,
  TRANCHE_EXIT_FAILED = 1,
  TRANCHE_EXIT_USAGE = 2,
} TrancheExit;

/**
 * TrancheCommand:
 * @arguments: what stands for itself on the command line, in order: "FILE CSV"
 * @run: gets what follows the command's own name, with that name first
 *
 * One command of tranchectl. Each reads its options with tranche_command_parse(), does its work,
 * and prints its result on standard output: as JSON with --json, otherwise for people.
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  int (*run) (int argc, char **argv);
} TrancheCommand;

int tranche_command_create (int argc, char **argv);
int tranche_command_import (int argc, char **argv);
int tranche_command_strategy (int argc, char **argv);
int tranche_command_segment (int argc, char **argv);
int tranche_command_segments (int argc, char **argv);
int tranche_command_benefits (int argc, char **argv);
int tranche_command_matrix (int argc, char **argv);
int tranche_command_model (int argc, char **argv);
int tranche_command_agreements (int argc, char **argv);
int tranche_command_package (int argc, char **argv);
int tranche_command_explain (int argc, char **argv);
int tranche_command_clients (int argc, char **argv);
int tranche_command_report (int argc, char **argv);
int tranche_command_undo (int argc, char **argv);
int tranche_command_redo (int argc, char **argv);
int tranche_command_log (int argc, char **argv);
int tranche_command_check (int argc, char **argv);
int tranche_command_sample (int argc, char **argv);
int tranche_command_nightly (int argc, char **argv);

extern const TrancheCommand tranche_commands[];

/* Options that every command has. */
typedef struct
{
  gboolean json;
  char *actor;
} TrancheCommonOptions;

void tranche_common_options_clear (TrancheCommonOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrancheCommonOptions, tranche_common_options_clear)

/**
 * tranche_command_parse:
 * @command: the command's name, for the usage message
 * @entries: the command's own options
 * @n_positional: how many arguments must be left; @arguments is changed to hold just them (transfer
 * full)
 *
 * Reads the command line. On wrong usage it has printed what is wrong, and returns FALSE: the
 * command then returns TRANCHE_EXIT_USAGE.
 */
gboolean tranche_command_parse (const char *command,
                                int argc,
                                char **argv,
                                const GOptionEntry *entries,
                                TrancheCommonOptions *common,
                                guint n_positional,
                                char ***arguments);

/* Prints "tranchectl: …" on standard error, and gives the exit code to return. */
int tranche_command_fail (const GError *error);
int tranche_command_usage_error (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* Puts a sentence on what to do next behind the message of @error. */
void tranche_command_add_advice (GError **error, const char *sentence);

/* Opens the practice file as the command's actor, a team member where the file has a team:
 * NOT_FOUND with the names there are. Without one the file's owner acts. */
TrancheDatabase *tranche_command_open (const char *path,
                                       TrancheDatabaseMode mode,
                                       const TrancheCommonOptions *common,
                                       GError **error);

/* The office called @name (any case); with NULL the default office. 0 and an error that lists the
 * offices. */
gint64 tranche_command_find_office (TrancheDatabase *db, const char *name, GError **error);

/* The client with the practice's own number @reference; @office is only needed where several
 * offices use it. 0 with NOT_FOUND, or with CONFLICT that names the offices. */
gint64 tranche_command_find_client (TrancheDatabase *db,
                                    const char *office,
                                    const char *reference,
                                    GError **error);

/* @text as a day; NULL means today, which TRANCHE_TODAY overrides. */
gboolean tranche_command_parse_date (const char *text, TrancheDate *date, GError **error);

G_END_DECLS
