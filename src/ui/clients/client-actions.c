/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/client-actions.h"

#include "ui/agreements/new-agreement-dialog.h"
#include "ui/clients/new-client-dialog.h"
#include "ui/clients/package-dialog.h"
#include "ui/documents/document-page.h"

TrancheSummaryKind
tranche_client_actions_parse_kind (const char *nick)
{
  if (g_str_equal (nick, "ofa"))
    return TRANCHE_SUMMARY_OFA;
  if (g_str_equal (nick, "fta"))
    return TRANCHE_SUMMARY_FTA;
  return TRANCHE_SUMMARY_FDS;
}

void
tranche_client_actions_print (TranchePage *page,
                              const gint64 *client_ids,
                              guint n_clients,
                              TrancheSummaryKind kind)
{
  if (n_clients > 0)
    tranche_page_push (page, tranche_document_page_new (tranche_page_get_session (page), client_ids,
                                                        n_clients, kind));
}

void
tranche_client_actions_set_package (TranchePage *page, const gint64 *client_ids, guint n_clients)
{
  if (n_clients > 0)
    adw_dialog_present (
        tranche_package_dialog_new (tranche_page_get_session (page), client_ids, n_clients),
        GTK_WIDGET (page));
}

void
tranche_client_actions_add (TranchePage *page)
{
  adw_dialog_present (tranche_new_client_dialog_new (tranche_page_get_session (page)),
                      GTK_WIDGET (page));
}

void
tranche_client_actions_add_agreement (TranchePage *page, gint64 client_id)
{
  adw_dialog_present (tranche_new_agreement_dialog_new (tranche_page_get_session (page), client_id),
                      GTK_WIDGET (page));
}
