/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-agreements-view.h"

#include <glib/gi18n.h>

#include "ui/clients/client-agreement-group.h"

struct _TrancheClientAgreementsView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkStack *states;
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (TrancheClientAgreementsView, tranche_client_agreements_view, ADW_TYPE_BIN)

static void
tranche_client_agreements_view_dispose (GObject *object)
{
  /* The template’s own child goes before the template does. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_CLIENT_AGREEMENTS_VIEW);

  G_OBJECT_CLASS (tranche_client_agreements_view_parent_class)->dispose (object);
}

static void
tranche_client_agreements_view_class_init (TrancheClientAgreementsViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = tranche_client_agreements_view_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/tranche_app/Tranche/ui/client-agreements-view.ui");
  gtk_widget_class_bind_template_child (widget_class, TrancheClientAgreementsView, states);
  gtk_widget_class_bind_template_child (widget_class, TrancheClientAgreementsView, box);
}

static void
tranche_client_agreements_view_init (TrancheClientAgreementsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
tranche_client_agreements_view_set_file (TrancheClientAgreementsView *self,
                                         TrancheSession *session,
                                         TrancheClientFile *file)
{
  GtkWidget *child;

  g_return_if_fail (TRANCHE_IS_CLIENT_AGREEMENTS_VIEW (self));
  g_return_if_fail (TRANCHE_IS_SESSION (session));
  g_return_if_fail (file != NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  for (guint i = 0; i < file->agreements->len; i++)
    gtk_box_append (self->box, tranche_client_agreement_group_new (
                                   g_ptr_array_index (file->agreements, i), file,
                                   tranche_session_get_currency (session)));
  gtk_stack_set_visible_child_name (self->states,
                                    file->agreements->len > 0 ? "agreements" : "empty");
}
