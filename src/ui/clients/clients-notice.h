/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define TRANCHE_TYPE_CLIENTS_NOTICE (tranche_clients_notice_get_type ())
G_DECLARE_FINAL_TYPE (TrancheClientsNotice, tranche_clients_notice, TRANCHE, CLIENTS_NOTICE, AdwBin)

/**
 * TrancheClientsNotice:
 *
 * The banner over the list that says what has come since the latest run, and offers to run again.
 */

/* Reads at once, and again whenever the office or what is in the file changes. */
void tranche_clients_notice_watch (TrancheClientsNotice *self, TrancheSession *session);

G_END_DECLS
