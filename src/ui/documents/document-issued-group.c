/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/documents/document-issued-group.h"

#include "jobs/documents.h"

#include <glib/gi18n.h>

struct _TrancheDocumentIssuedGroup
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* owned; the rows in it are borrowed */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (TrancheDocumentIssuedGroup,
                     tranche_document_issued_group,
                     ADW_TYPE_PREFERENCES_GROUP)

static void
choose (TrancheDocumentIssuedGroup *self, GtkWidget *button, gboolean print)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      if (gtk_widget_is_ancestor (button, g_ptr_array_index (self->rows, i)))
        g_signal_emit (self, signals[CHOSEN], 0, i, print);
    }
}

static void
print_clicked_cb (TrancheDocumentIssuedGroup *self, GtkWidget *button)
{
  choose (self, button, TRUE);
}

static void
save_clicked_cb (TrancheDocumentIssuedGroup *self, GtkWidget *button)
{
  choose (self, button, FALSE);
}

static void
add_button (TrancheDocumentIssuedGroup *self,
            GtkWidget *row,
            const char *icon_name,
            const char *tooltip,
            GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
create_row (TrancheDocumentIssuedGroup *self, const TrancheIssuedDocument *issued)
{
  g_autofree char *date = tranche_date_format (issued->issued_on);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", date, issued->title);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), issued->number);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  add_button (self, row, "document-save-symbolic", _ ("Save a Copy"), G_CALLBACK (save_clicked_cb));
  add_button (self, row, "printer-symbolic", _ ("Print Again"), G_CALLBACK (print_clicked_cb));
  return row;
}

static void
tranche_document_issued_group_finalize (GObject *object)
{
  TrancheDocumentIssuedGroup *self = TRANCHE_DOCUMENT_ISSUED_GROUP (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (tranche_document_issued_group_parent_class)->finalize (object);
}

static void
tranche_document_issued_group_class_init (TrancheDocumentIssuedGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tranche_document_issued_group_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_BOOLEAN);
}

static void
tranche_document_issued_group_init (TrancheDocumentIssuedGroup *self)
{
  self->rows = g_ptr_array_new ();
}

void
tranche_document_issued_group_set_documents (TrancheDocumentIssuedGroup *self, GPtrArray *documents)
{
  g_return_if_fail (TRANCHE_IS_DOCUMENT_ISSUED_GROUP (self));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);

  for (guint i = 0; documents != NULL && i < documents->len; i++)
    {
      GtkWidget *row = create_row (self, g_ptr_array_index (documents, i));

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}
