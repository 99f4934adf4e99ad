/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/models.h"
#include "cli/output.h"

G_BEGIN_DECLS

/**
 * TrancheCliEdit:
 * @content: the model as it is before
 * @value: what was given with the action's option
 * @details: the command's own options
 *
 * What an action is asked to do.
 */
typedef struct
{
  TrancheDatabase *db;
  const TrancheModelContent *content;
  const char *value;
  gconstpointer details;
} TrancheCliEdit;

/**
 * TrancheCliAction:
 * @name: of the option: "add"
 * @summary: what its help says
 * @argument: what stands behind it: "NAME"
 * @run: changes the model
 *
 * One thing that a command can do to the model that an office uses.
 */
typedef struct
{
  const char *name;
  const char *summary;
  const char *argument;
  gboolean (*run) (const TrancheCliEdit *edit, GError **error);
} TrancheCliAction;

/**
 * TrancheCliEditor:
 * @command: its name
 * @actions: up to eight, and one without a name behind the last
 * @find_misuse: (nullable): what is wrong with @details together with @action, which is %NULL where
 * the model is only shown; %NULL: nothing is
 * @print: prints the model as it is after @action
 *
 * A command that shows a part of the model that an office uses, or does one thing to it.
 */
typedef struct
{
  const char *command;
  const TrancheCliAction *actions;
  const char *(*find_misuse) (const TrancheCliAction *action, gconstpointer details);
  void (*print) (const TrancheModelContent *content,
                 const TrancheCliAction *action,
                 gconstpointer details,
                 const TrancheCommonOptions *common);
} TrancheCliEditor;

/**
 * tranche_cli_edit_model:
 * @entries: the options that fill @details
 *
 * Reads the command line: --office, --at (the model as it was on a past day, which goes with no
 * action), an option an action, and @entries. Does the one action that was asked for, and prints.
 * Returns the exit code.
 */
int tranche_cli_edit_model (const TrancheCliEditor *editor,
                            int argc,
                            char **argv,
                            const GOptionEntry *entries,
                            gconstpointer details);

/* Whether @action is the one of that name; @action (nullable). */
gboolean tranche_cli_action_is (const TrancheCliAction *action, const char *name);

/* One of a model's segments or benefits, as a row and as an object. */
typedef void (*TrancheCliAddRow) (const TrancheModelContent *content,
                                  guint index,
                                  JsonBuilder *builder,
                                  TrancheTable *table);

/**
 * tranche_cli_print_rows:
 * @member: what the list is called in JSON
 * @indices: (element-type guint): which ones are shown
 */
void tranche_cli_print_rows (const TrancheModelContent *content,
                             const char *member,
                             const GArray *indices,
                             TrancheTable *table,
                             TrancheCliAddRow add_row,
                             const TrancheCommonOptions *common);

/**
 * TrancheCliWords:
 *
 * How a segment or a benefit is worded anew; %NULL: as it was.
 */
typedef struct
{
  char *name;
  char *description;
} TrancheCliWords;

void tranche_cli_words_clear (TrancheCliWords *words);

/* Puts what was given into a segment or a benefit. */
void tranche_cli_words_fill (const TrancheCliWords *words, gpointer record);

G_END_DECLS
