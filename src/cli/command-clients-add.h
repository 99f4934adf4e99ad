/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/command.h"

G_BEGIN_DECLS

/**
 * TrancheClientAddOptions:
 * @kind: a word for what is added: "household"; %NULL: nothing is
 * @since: (nullable): a day, or "none"; %NULL: today
 * @owner: (nullable): a team member; %NULL: who acts
 * @stage: (nullable): %NULL: that of clients
 * @dry_run: only say what would be added
 *
 * What the command line says about a new client; what isn't said is %NULL.
 */
typedef struct
{
  char *kind;
  char *name;
  char *given_names;
  char *family_name;
  char *partner_given_names;
  char *partner_family_name;
  char *salutation;
  char *reference;
  char *email;
  char *phone;
  char *owner;
  gboolean no_owner;
  char *stage;
  char *source;
  char *since;
  gboolean dry_run;
} TrancheClientAddOptions;

void tranche_client_add_options_clear (TrancheClientAddOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrancheClientAddOptions, tranche_client_add_options_clear)

/* Adds the options that fill @options to @table (element-type GOptionEntry). */
void tranche_client_add_options_list (TrancheClientAddOptions *options, GArray *table);

/* What is wrong with the options taken together, NULL: nothing. */
const char *tranche_client_add_options_find_misuse (const TrancheClientAddOptions *options);

/* Adds the client to the office, as the window’s dialog does, and says so. Returns the exit code.
 */
int tranche_command_clients_add (const char *path,
                                 const char *office,
                                 const TrancheClientAddOptions *options,
                                 const TrancheCommonOptions *common);

G_END_DECLS
