/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/clients-page.h"

struct _TrancheClientsPage
{
  TranchePage parent_instance;
};

G_DEFINE_FINAL_TYPE (TrancheClientsPage, tranche_clients_page, TRANCHE_TYPE_PAGE)

static void
tranche_clients_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), TRANCHE_TYPE_CLIENTS_PAGE);

  G_OBJECT_CLASS (tranche_clients_page_parent_class)->dispose (object);
}

static void
tranche_clients_page_class_init (TrancheClientsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = tranche_clients_page_dispose;

  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/io/github/tranche_app/Tranche/ui/clients-page.ui");
}

static void
tranche_clients_page_init (TrancheClientsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

TranchePage *
tranche_clients_page_new (TrancheSession *session)
{
  return g_object_new (TRANCHE_TYPE_CLIENTS_PAGE, "session", session, NULL);
}
