/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "domain/record.h"
#include "model/edit.h"
#include "model/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_NAMED_DIALOG (tranche_named_dialog_get_type ())
G_DECLARE_DERIVABLE_TYPE (TrancheNamedDialog,
                          tranche_named_dialog,
                          TRANCHE,
                          NAMED_DIALOG,
                          AdwDialog)

/**
 * TrancheNamedDialog:
 *
 * Adds or edits a record that has a name and a description: both fields with what is wrong with
 * them beside them, Cancel, and Add or Save, which writes a copy of the record as one step that can
 * be undone, and says so. In the template of a subclass, rows come below the description, groups
 * below those, and what has the type lead above all.
 */
struct _TrancheNamedDialogClass
{
  AdwDialogClass parent_class;

  /* Untranslated; @added and @changed have one %s for the name. */
  const char *add_title;
  const char *edit_title;
  const char *view_title; /* where it is only shown */
  const char *added;
  const char *changed;
  const char *failure;
  const char *name_taken;
  const char *description_missing; /* (nullable): there may be none */

  /* Adds the record if it has no id yet, else changes the one that has. */
  gboolean (*save) (TrancheDatabase *db, TrancheRecord *record, GError **error);

  /* (nullable): marks what is wrong with the subclass's own fields; returns the first of those. */
  GtkWidget *(*check) (TrancheNamedDialog *self);

  /*< private >*/
  gpointer padding[4];
};

/* Begins to edit a copy of @record, or to add one where it has no id yet. @obstacle: (nullable):
 * why it is only shown. */
void tranche_named_dialog_set_record (TrancheNamedDialog *self,
                                      TrancheSession *session,
                                      TrancheRecord *record,
                                      const char *obstacle);

/* (transfer none): what is edited; what a subclass's fields change. */
TrancheRecord *tranche_named_dialog_get_draft (TrancheNamedDialog *self);

/* Whether something was edited that isn't saved. */
gboolean tranche_named_dialog_is_changed (TrancheNamedDialog *self);

/* Whether the record is to be added. */
gboolean tranche_named_dialog_is_new (TrancheNamedDialog *self);

G_END_DECLS
