/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/app/window.h"

G_BEGIN_DECLS

/**
 * tranche_missed_run_offer:
 *
 * Looks, when a practice was opened, whether its office missed a run that would decide by something
 * else than the latest one, and offers to run it: a toast with a button. Where the nights are
 * switched on there is nothing to offer: they make it good by themselves.
 */
void tranche_missed_run_offer (TrancheWindow *window);

G_END_DECLS
