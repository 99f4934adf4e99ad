/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/named-dialog.h"

#include <glib/gi18n.h>

#include "domain/words.h"
#include "ui/app/window.h"
#include "ui/segments/page-edit.h"
#include "ui/widgets/error-row.h"
#include "ui/widgets/text-row.h"

typedef struct
{
  /* Template widgets */
  GtkButton *cancel_button;
  GtkButton *save_button;
  AdwPreferencesPage *fields_page;
  AdwPreferencesGroup *lead_group;
  AdwPreferencesGroup *fields_group;
  GtkEditable *name_row;
  TrancheTextRow *description_row;
  TrancheErrorRow *name_error;
  TrancheErrorRow *description_error;

  /* Owned */
  TrancheSession *session;
  TrancheRecord *stored;
  TrancheRecord *draft;
} TrancheNamedDialogPrivate;

static void tranche_named_dialog_buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (TrancheNamedDialog,
                                  tranche_named_dialog,
                                  ADW_TYPE_DIALOG,
                                  G_ADD_PRIVATE (TrancheNamedDialog)
                                      G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                             tranche_named_dialog_buildable_init))

static GtkBuildableIface *parent_buildable;

static TrancheNamedDialogPrivate *
get_private (TrancheNamedDialog *self)
{
  return tranche_named_dialog_get_instance_private (self);
}

/* (transfer full) */
static char *
get_text (TrancheRecord *record, const char *property)
{
  char *text;

  g_object_get (record, property, &text, NULL);
  return text;
}

/* What is wrong ------------------------------------------------------------- */

/* (transfer full) (nullable): of the field @label; @missing: (nullable): what to say of an empty
 * one. */
static char *
describe_fault (const char *text,
                const char *missing,
                const char *(*find_fault) (const char *text),
                const char *label)
{
  const char *fault = find_fault (text);
  g_autofree char *words = NULL;

  if (missing != NULL && tranche_entered_nothing (text))
    return g_strdup (missing);
  if (fault == NULL)
    return NULL;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  words = g_strdup_printf (_ (fault), label);
#pragma GCC diagnostic pop
  /* Translators: %s is what is wrong with a field, which gets its full stop here */
  return g_strdup_printf (_ ("%s."), words);
}

static gboolean
check (TrancheNamedDialog *self)
{
  TrancheNamedDialogPrivate *priv = get_private (self);
  TrancheNamedDialogClass *klass = TRANCHE_NAMED_DIALOG_GET_CLASS (self);
  const char *missing = klass->description_missing != NULL ? _ (klass->description_missing) : NULL;
  g_autofree char *name = get_text (priv->draft, "name");
  g_autofree char *description = get_text (priv->draft, "description");
  g_autofree char *name_fault
      = describe_fault (name, _ ("Enter a name."), tranche_words_find_name_fault, _ ("Name"));
  g_autofree char *description_fault = describe_fault (
      description, missing, tranche_words_find_description_fault, _ ("Description"));
  GtkWidget *wrong = klass->check != NULL ? klass->check (self) : NULL;

  tranche_error_row_set_message (priv->name_error, name_fault);
  tranche_error_row_set_message (priv->description_error, description_fault);
  if (description_fault != NULL)
    wrong = GTK_WIDGET (priv->description_row);
  if (name_fault != NULL)
    wrong = GTK_WIDGET (priv->name_row);
  if (wrong != NULL)
    gtk_widget_grab_focus (wrong);
  return wrong == NULL;
}

static void
draft_changed_cb (TrancheNamedDialog *self, GParamSpec *pspec)
{
  TrancheNamedDialogPrivate *priv = get_private (self);

  if (g_str_equal (pspec->name, "name"))
    tranche_error_row_set_message (priv->name_error, NULL);
  else if (g_str_equal (pspec->name, "description"))
    tranche_error_row_set_message (priv->description_error, NULL);
}

/* Saving -------------------------------------------------------------------- */

typedef struct
{
  TrancheNamedDialogClass *klass;
  TrancheRecord *record;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->record);
  g_free (saving);
}

static gboolean
save_record (TrancheDatabase *db, gpointer data, GError **error)
{
  const Saving *saving = data;

  return saving->klass->save (db, saving->record, error);
}

static void
show_failure (TrancheNamedDialog *self, const GError *error)
{
  TrancheNamedDialogPrivate *priv = get_private (self);
  TrancheNamedDialogClass *klass = TRANCHE_NAMED_DIALOG_GET_CLASS (self);
  g_autofree char *before = get_text (priv->stored, "name");
  g_autofree char *name = get_text (priv->draft, "name");
  gboolean renamed = tranche_named_dialog_is_new (self) || !g_str_equal (before, name);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (renamed && g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT))
    {
      tranche_error_row_set_message (priv->name_error, _ (klass->name_taken));
      gtk_widget_grab_focus (GTK_WIDGET (priv->name_row));
    }
  else if (TRANCHE_IS_WINDOW (root))
    {
      tranche_window_show_error (TRANCHE_WINDOW (root), _ (klass->failure), error);
    }
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheNamedDialog) self = user_data;
  TrancheNamedDialogPrivate *priv = get_private (self);
  TrancheNamedDialogClass *klass = TRANCHE_NAMED_DIALOG_GET_CLASS (self);
  const char *said = tranche_named_dialog_is_new (self) ? klass->added : klass->changed;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_autofree char *name = get_text (priv->draft, "name");
  g_autofree char *done = NULL;
  gint64 operation_id;

  gtk_widget_set_sensitive (GTK_WIDGET (priv->save_button), TRUE);
  if (!tranche_edit_finish (TRANCHE_STORE (source), result, &operation_id, &error))
    {
      show_failure (self, error);
      return;
    }
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  done = g_strdup_printf (_ (said), name);
#pragma GCC diagnostic pop
  if (operation_id != 0 && TRANCHE_IS_WINDOW (root))
    tranche_window_add_undo_toast (TRANCHE_WINDOW (root), done, operation_id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  TrancheNamedDialog *self = TRANCHE_NAMED_DIALOG (widget);
  TrancheNamedDialogPrivate *priv = get_private (self);
  Saving *saving;

  if (!check (self))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (priv->save_button), FALSE);
  saving = g_new0 (Saving, 1);
  saving->klass = TRANCHE_NAMED_DIALOG_GET_CLASS (self);
  saving->record = tranche_record_copy (priv->draft);
  tranche_edit_async (tranche_session_get_store (priv->session), save_record, saving,
                      (GDestroyNotify) saving_free, NULL, saved_cb, g_object_ref (self));
}

static void
cancel_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* The class ----------------------------------------------------------------- */

/* The dialog's own template has no children but the one that is a property. */
static void
tranche_named_dialog_add_child (GtkBuildable *buildable,
                                GtkBuilder *builder,
                                GObject *child,
                                const char *type)
{
  TrancheNamedDialogPrivate *priv = get_private (TRANCHE_NAMED_DIALOG (buildable));

  if (g_strcmp0 (type, "lead") == 0)
    {
      adw_preferences_group_add (priv->lead_group, GTK_WIDGET (child));
      gtk_widget_set_visible (GTK_WIDGET (priv->lead_group), TRUE);
    }
  else if (ADW_IS_PREFERENCES_GROUP (child))
    {
      adw_preferences_page_add (priv->fields_page, ADW_PREFERENCES_GROUP (child));
    }
  else if (ADW_IS_PREFERENCES_ROW (child))
    {
      adw_preferences_group_add (priv->fields_group, GTK_WIDGET (child));
    }
  else
    {
      parent_buildable->add_child (buildable, builder, child, type);
    }
}

static void
tranche_named_dialog_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = tranche_named_dialog_add_child;
}

static void
tranche_named_dialog_dispose (GObject *object)
{
  TrancheNamedDialogPrivate *priv = get_private (TRANCHE_NAMED_DIALOG (object));

  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_NAMED_DIALOG);
  g_clear_object (&priv->session);
  g_clear_object (&priv->stored);
  g_clear_object (&priv->draft);

  G_OBJECT_CLASS (tranche_named_dialog_parent_class)->dispose (object);
}

static void
tranche_named_dialog_class_init (TrancheNamedDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_named_dialog_dispose;

  g_type_ensure (TRANCHE_TYPE_ERROR_ROW);
  g_type_ensure (TRANCHE_TYPE_TEXT_ROW);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/tranche_app/Tranche/ui/named-dialog.ui");
  gtk_widget_class_bind_template_child_private (widget_class, TrancheNamedDialog, cancel_button);
  gtk_widget_class_bind_template_child_private (widget_class, TrancheNamedDialog, save_button);
  gtk_widget_class_bind_template_child_private (widget_class, TrancheNamedDialog, fields_page);
  gtk_widget_class_bind_template_child_private (widget_class, TrancheNamedDialog, lead_group);
  gtk_widget_class_bind_template_child_private (widget_class, TrancheNamedDialog, fields_group);
  gtk_widget_class_bind_template_child_private (widget_class, TrancheNamedDialog, name_row);
  gtk_widget_class_bind_template_child_private (widget_class, TrancheNamedDialog, description_row);
  gtk_widget_class_bind_template_child_private (widget_class, TrancheNamedDialog, name_error);
  gtk_widget_class_bind_template_child_private (widget_class, TrancheNamedDialog,
                                                description_error);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_activated_cb);
}

static void
tranche_named_dialog_init (TrancheNamedDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public -------------------------------------------------------------------- */

static void
show_purpose (TrancheNamedDialog *self, const char *obstacle)
{
  TrancheNamedDialogPrivate *priv = get_private (self);
  TrancheNamedDialogClass *klass = TRANCHE_NAMED_DIALOG_GET_CLASS (self);
  gboolean new = tranche_named_dialog_is_new (self);
  gboolean editable = obstacle == NULL;

  adw_dialog_set_title (ADW_DIALOG (self), new        ? _ (klass->add_title)
                                           : editable ? _ (klass->edit_title)
                                                      : _ (klass->view_title));
  gtk_button_set_label (priv->save_button, new ? _ ("_Add") : _ ("_Save"));
  gtk_button_set_label (priv->cancel_button, editable ? _ ("_Cancel") : _ ("_Close"));
  adw_preferences_page_set_description (priv->fields_page, editable ? "" : obstacle);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (priv->description_row),
                                 klass->description_missing != NULL ? _ ("_Description (required)")
                                                                    : _ ("_Description"));
  gtk_widget_set_visible (GTK_WIDGET (priv->save_button), editable);
  gtk_widget_set_sensitive (GTK_WIDGET (priv->fields_group), editable);
  /* Without a focus in it, no key would close it. */
  if (!editable)
    adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (priv->cancel_button));
}

void
tranche_named_dialog_set_record (TrancheNamedDialog *self,
                                 TrancheSession *session,
                                 TrancheRecord *record,
                                 const char *obstacle)
{
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;
  TrancheNamedDialogPrivate *priv;

  g_return_if_fail (TRANCHE_IS_NAMED_DIALOG (self));
  g_return_if_fail (TRANCHE_IS_SESSION (session) && TRANCHE_IS_RECORD (record));

  priv = get_private (self);
  priv->session = g_object_ref (session);
  priv->stored = g_object_ref (record);
  priv->draft = tranche_record_copy (record);
  g_object_bind_property (priv->draft, "name", priv->name_row, "text", both);
  g_object_bind_property (priv->draft, "description", priv->description_row, "text", both);
  g_signal_connect_object (priv->draft, "notify", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_purpose (self, obstacle);
}

TrancheRecord *
tranche_named_dialog_get_draft (TrancheNamedDialog *self)
{
  g_return_val_if_fail (TRANCHE_IS_NAMED_DIALOG (self), NULL);

  return get_private (self)->draft;
}

gboolean
tranche_named_dialog_is_changed (TrancheNamedDialog *self)
{
  g_return_val_if_fail (TRANCHE_IS_NAMED_DIALOG (self), FALSE);

  return !tranche_record_equal (get_private (self)->draft, get_private (self)->stored);
}

gboolean
tranche_named_dialog_is_new (TrancheNamedDialog *self)
{
  g_return_val_if_fail (TRANCHE_IS_NAMED_DIALOG (self), FALSE);

  return tranche_record_get_id (get_private (self)->stored) == 0;
}
