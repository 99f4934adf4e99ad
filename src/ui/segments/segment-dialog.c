/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segments/segment-dialog.h"

#include <glib/gi18n.h>

#include "domain/words.h"
#include "model/edit.h"
#include "store/actions/segments.h"
#include "ui/app/window.h"
#include "ui/segments/look-picker.h"
#include "ui/segments/page-edit.h"
#include "ui/widgets/error-row.h"
#include "ui/widgets/segment-badge.h"
#include "ui/widgets/text-row.h"

struct _TrancheSegmentDialog
{
  AdwDialog parent_instance;

  /* Template widgets */
  GtkEditable *name_row;
  TrancheTextRow *description_row;
  TrancheErrorRow *name_error;
  TrancheErrorRow *description_error;
  TrancheLookPicker *look_picker;
  TrancheSegmentBadge *badge;
  GtkButton *save_button;

  /* Owned */
  TrancheSession *session;
  TrancheSegment *stored;
  TrancheSegment *draft;
};

G_DEFINE_FINAL_TYPE (TrancheSegmentDialog, tranche_segment_dialog, ADW_TYPE_DIALOG)

static gboolean
is_new (TrancheSegmentDialog *self)
{
  return tranche_record_get_id (TRANCHE_RECORD (self->stored)) == 0;
}

static void
show_badge (TrancheSegmentDialog *self)
{
  const char *name = self->draft->name;

  tranche_segment_badge_set (self->badge, *name != '\0' ? name : _ ("New Segment"),
                             self->draft->colour, self->draft->mark);
}

static void
draft_changed_cb (TrancheSegmentDialog *self, GParamSpec *pspec)
{
  if (g_str_equal (pspec->name, "name"))
    tranche_error_row_set_message (self->name_error, NULL);
  else if (g_str_equal (pspec->name, "description"))
    tranche_error_row_set_message (self->description_error, NULL);
  show_badge (self);
}

/* (transfer full) (nullable): a sentence of the rules in domain/words.h, about the field @label. */
static char *
describe_fault (const char *fault, const char *label)
{
  g_autofree char *words = NULL;

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
check (TrancheSegmentDialog *self)
{
  const char *name = self->draft->name;
  const char *description = self->draft->description;
  g_autofree char *name_fault
      = tranche_entered_nothing (name)
            ? g_strdup (_ ("Enter a name."))
            : describe_fault (tranche_words_find_name_fault (name), _ ("Name"));
  g_autofree char *description_fault
      = tranche_entered_nothing (description)
            ? g_strdup (_ ("Say who belongs in this segment."))
            : describe_fault (tranche_words_find_description_fault (description),
                              _ ("Description"));

  tranche_error_row_set_message (self->name_error, name_fault);
  tranche_error_row_set_message (self->description_error, description_fault);
  if (name_fault != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  else if (description_fault != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->description_row));
  return name_fault == NULL && description_fault == NULL;
}

static gboolean
save_segment (TrancheDatabase *db, gpointer data, GError **error)
{
  TrancheSegment *segment = data;

  if (tranche_record_get_id (TRANCHE_RECORD (segment)) == 0)
    return tranche_segments_add (db, segment, error);
  return tranche_segments_edit (db, segment, error);
}

static void
show_failure (TrancheSegmentDialog *self, const GError *error)
{
  gboolean renamed = is_new (self) || !g_str_equal (self->stored->name, self->draft->name);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (renamed && g_error_matches (error, TRANCHE_ERROR, TRANCHE_ERROR_CONFLICT))
    {
      tranche_error_row_set_message (
          self->name_error,
          _ ("There is a segment with this name already. Inactive ones count too."));
      gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
    }
  else if (TRANCHE_IS_WINDOW (root))
    tranche_window_show_error (TRANCHE_WINDOW (root), _ ("Couldn’t save the segment"), error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheSegmentDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *done = NULL;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gint64 operation_id;

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), TRUE);
  if (!tranche_edit_finish (TRANCHE_STORE (source), result, &operation_id, &error))
    {
      show_failure (self, error);
      return;
    }

  if (is_new (self))
    /* Translators: %s is a segment */
    done = g_strdup_printf (_ ("Segment “%s” added"), self->draft->name);
  else
    /* Translators: %s is a segment */
    done = g_strdup_printf (_ ("Segment “%s” changed"), self->draft->name);
  if (operation_id != 0 && TRANCHE_IS_WINDOW (root))
    tranche_window_add_undo_toast (TRANCHE_WINDOW (root), done, operation_id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  TrancheSegmentDialog *self = TRANCHE_SEGMENT_DIALOG (widget);
  TrancheRecord *copy;

  if (!check (self))
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  copy = tranche_record_copy (TRANCHE_RECORD (self->draft));
  tranche_edit_async (tranche_session_get_store (self->session), save_segment, copy, g_object_unref,
                      NULL, saved_cb, g_object_ref (self));
}

static void
cancel_activated_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

static void
tranche_segment_dialog_dispose (GObject *object)
{
  TrancheSegmentDialog *self = TRANCHE_SEGMENT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), TRANCHE_TYPE_SEGMENT_DIALOG);
  g_clear_object (&self->session);
  g_clear_object (&self->stored);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (tranche_segment_dialog_parent_class)->dispose (object);
}

static void
tranche_segment_dialog_class_init (TrancheSegmentDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (TRANCHE_TYPE_ERROR_ROW);
  g_type_ensure (TRANCHE_TYPE_LOOK_PICKER);
  g_type_ensure (TRANCHE_TYPE_SEGMENT_BADGE);
  g_type_ensure (TRANCHE_TYPE_TEXT_ROW);

  G_OBJECT_CLASS (klass)->dispose = tranche_segment_dialog_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/segment-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentDialog, description_row);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentDialog, name_error);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentDialog, description_error);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentDialog, look_picker);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentDialog, badge);
  gtk_widget_class_bind_template_child (widget_class, TrancheSegmentDialog, save_button);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_activated_cb);
  gtk_widget_class_install_action (widget_class, "dialog.cancel", NULL, cancel_activated_cb);
}

static void
tranche_segment_dialog_init (TrancheSegmentDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AdwDialog *
tranche_segment_dialog_new (TrancheSession *session, TrancheSegment *segment)
{
  const GBindingFlags both = G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL;
  TrancheSegmentDialog *self;

  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);
  g_return_val_if_fail (TRANCHE_IS_SEGMENT (segment), NULL);

  self = g_object_new (TRANCHE_TYPE_SEGMENT_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->stored = g_object_ref (segment);
  self->draft = TRANCHE_SEGMENT (tranche_record_copy (TRANCHE_RECORD (segment)));
  g_object_bind_property (self->draft, "name", self->name_row, "text", both);
  g_object_bind_property (self->draft, "description", self->description_row, "text", both);
  g_object_bind_property (self->draft, "colour", self->look_picker, "colour", both);
  g_object_bind_property (self->draft, "mark", self->look_picker, "mark", both);
  g_signal_connect_object (self->draft, "notify", G_CALLBACK (draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  show_badge (self);
  adw_dialog_set_title (ADW_DIALOG (self), is_new (self) ? _ ("Add Segment") : _ ("Edit Segment"));
  gtk_button_set_label (self->save_button, is_new (self) ? _ ("_Add") : _ ("_Save"));
  return ADW_DIALOG (self);
}
