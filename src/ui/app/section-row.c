/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/section-row.h"

#include <glib/gi18n.h>

struct _TrancheSectionRow
{
  GtkListBoxRow parent_instance;

  const TrancheSection *section;
  TrancheSession *session;
  GCancellable *cancellable;
  gboolean counting;
  gboolean count_again;
  GtkLabel *count_label;
};

G_DEFINE_FINAL_TYPE (TrancheSectionRow, tranche_section_row, GTK_TYPE_LIST_BOX_ROW)

typedef struct
{
  TrancheSectionContext context;
  TrancheSectionCountFunc count;
} Counting;

static void start_counting (TrancheSectionRow *self);

static gboolean
count_on_reader (TrancheDatabase *db,
                 gpointer data,
                 GCancellable *cancellable,
                 gpointer *result,
                 GError **error)
{
  Counting *counting = data;
  gint64 value = 0;

  if (!counting->count (db, &counting->context, cancellable, &value, error))
    return FALSE;
  *result = g_memdup2 (&value, sizeof value);
  return TRUE;
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (TrancheSectionRow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *value = tranche_store_finish (TRANCHE_STORE (source), result, &error);

  self->counting = FALSE;
  if (self->session == NULL)
    return;

  /* A figure that can't be had is left out: the section itself will say what is wrong. */
  if (value == NULL || *value == 0)
    gtk_label_set_label (self->count_label, "");
  else
    {
      g_autofree char *text = g_strdup_printf ("%'" G_GINT64_FORMAT, *value);

      gtk_label_set_label (self->count_label, text);
    }
  if (self->count_again)
    start_counting (self);
}

static void
start_counting (TrancheSectionRow *self)
{
  TrancheStore *store = tranche_session_get_store (self->session);
  Counting *counting;

  self->count_again = self->counting;
  if (self->counting)
    return;
  self->counting = TRUE;

  counting = g_new0 (Counting, 1);
  counting->count = self->section->count;
  counting->context.office_id = tranche_session_get_office_id (self->session);
  counting->context.member_id = tranche_session_get_member_id (self->session);
  counting->context.today = tranche_session_get_today (self->session);
  tranche_store_read_async (store, G_PRIORITY_LOW, count_on_reader, counting, g_free, g_free,
                            self->cancellable, counted_cb, g_object_ref (self));
}

static void
store_changed_cb (TrancheSectionRow *self, const TrancheChanges *changes)
{
  for (guint i = 0; self->section->count_tables != NULL && self->section->count_tables[i] != NULL;
       i++)
    {
      if (tranche_changes_has_table (changes, self->section->count_tables[i]))
        {
          start_counting (self);
          return;
        }
    }
}

static void
tranche_section_row_dispose (GObject *object)
{
  TrancheSectionRow *self = TRANCHE_SECTION_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (tranche_section_row_parent_class)->dispose (object);
}

static void
tranche_section_row_class_init (TrancheSectionRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tranche_section_row_dispose;
}

static void
tranche_section_row_init (TrancheSectionRow *self)
{
  self->cancellable = g_cancellable_new ();
}

GtkWidget *
tranche_section_row_new (const TrancheSection *section, TrancheSession *session)
{
  TrancheSectionRow *self;
  TrancheStore *store;
  GtkWidget *box;
  GtkWidget *title;

  g_return_val_if_fail (section != NULL, NULL);
  g_return_val_if_fail (TRANCHE_IS_SESSION (session), NULL);

  self = g_object_new (TRANCHE_TYPE_SECTION_ROW, NULL);
  self->section = section;
  self->session = g_object_ref (session);

  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (section->icon_name));
  title = gtk_label_new (_ (section->title));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (title), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  self->count_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "dimmed");
  gtk_widget_add_css_class (GTK_WIDGET (self->count_label), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count_label));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, title,
                                  self->count_label, NULL, -1);

  store = tranche_session_get_store (session);
  if (section->count != NULL && store != NULL)
    {
      g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::office-id", G_CALLBACK (start_counting), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "notify::member-id", G_CALLBACK (start_counting), self,
                               G_CONNECT_SWAPPED);
      start_counting (self);
    }
  return GTK_WIDGET (self);
}

const TrancheSection *
tranche_section_row_get_section (TrancheSectionRow *self)
{
  g_return_val_if_fail (TRANCHE_IS_SECTION_ROW (self), NULL);

  return self->section;
}
