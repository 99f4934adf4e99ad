/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/namesake-row.h"

#include <glib/gi18n.h>

#include "store/queries/client-choices.h"

struct _TrancheNamesakeRow
{
  AdwPreferencesRow parent_instance;

  GtkLabel *label;
  GCancellable *cancellable; /* of the latest question */
};

G_DEFINE_FINAL_TYPE (TrancheNamesakeRow, tranche_namesake_row, ADW_TYPE_PREFERENCES_ROW)

typedef struct
{
  gint64 member_id;
  char *name;
} Question;

static void
question_free (Question *question)
{
  g_free (question->name);
  g_free (question);
}

static gboolean
count_namesakes (TrancheDatabase *db,
                 gpointer data,
                 GCancellable *cancellable,
                 gpointer *result,
                 GError **error)
{
  const Question *question = data;
  guint n_namesakes;

  if (!tranche_client_choices_count_namesakes (db, question->member_id, question->name,
                                               &n_namesakes, error))
    return FALSE;
  *result = GUINT_TO_POINTER (n_namesakes);
  return TRUE;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheNamesakeRow) self = user_data;
  g_autoptr (GError) error = NULL;
  guint n = GPOINTER_TO_UINT (tranche_store_finish (TRANCHE_STORE (source), result, &error));
  g_autofree char *text = NULL;

  /* Not worth a word of its own: the name can be used all the same. */
  if (error != NULL)
    return;
  if (n > 0)
    {
      text = g_strdup_printf (ngettext ("There is %u client of this name already.",
                                        "There are %u clients of this name already.", n),
                              n);
      gtk_label_set_label (self->label, text);
    }
  if (n > 0 && !gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
forget_question (TrancheNamesakeRow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
tranche_namesake_row_dispose (GObject *object)
{
  forget_question (TRANCHE_NAMESAKE_ROW (object));

  G_OBJECT_CLASS (tranche_namesake_row_parent_class)->dispose (object);
}

static void
tranche_namesake_row_class_init (TrancheNamesakeRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tranche_namesake_row_dispose;
}

static void
tranche_namesake_row_init (TrancheNamesakeRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *image = gtk_image_new_from_icon_name ("dialog-information-symbolic");
  GtkWidget *label = gtk_label_new (NULL);

  self->label = GTK_LABEL (label);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_add_css_class (box, "dimmed");
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 9);
  gtk_widget_set_margin_bottom (box, 9);
  gtk_box_append (GTK_BOX (box), image);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
tranche_namesake_row_look_for (TrancheNamesakeRow *self, TrancheSession *session, const char *name)
{
  Question *question;

  g_return_if_fail (TRANCHE_IS_NAMESAKE_ROW (self));
  g_return_if_fail (TRANCHE_IS_SESSION (session));
  g_return_if_fail (name != NULL);

  forget_question (self);
  self->cancellable = g_cancellable_new ();
  question = g_new0 (Question, 1);
  question->member_id = tranche_session_get_member_id (session);
  question->name = g_strdup (name);
  tranche_store_read_async (tranche_session_get_store (session), G_PRIORITY_DEFAULT,
                            count_namesakes, question, (GDestroyNotify) question_free, NULL,
                            self->cancellable, counted_cb, g_object_ref (self));
}
