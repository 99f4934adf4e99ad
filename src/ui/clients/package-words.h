/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/queries/package-choices.h"

G_BEGIN_DECLS

/* (transfer full): what the clients of a package dialog have now, in a sentence: "The client has
 * “Gold”, set by hand.", "12 clients: 7 Silver, 5 Gold · 2 set by hand" */
char *tranche_package_describe (const TranchePackageChoices *choices, guint n_clients);

/* (transfer full): what was done, for the message that offers Undo. */
char *tranche_package_describe_set (const TranchePackageChoices *choices,
                                    guint n_clients,
                                    const char *segment_name);
char *tranche_package_describe_ended (const TranchePackageChoices *choices, guint n_clients);

G_END_DECLS
