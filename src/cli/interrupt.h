/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Ctrl+C, and being asked to end: while a long job runs it is cancelled, tidies up, and then the
 * program dies of the signal as the shell expects it; at all other times the program dies at once.
 * Asked a second time it dies at once, too: the files survive that as they survive a power cut.
 */

/* At the very start of the program, before there is a second thread. What was ignored then, as by
 * nohup, stays ignored. */
void tranche_interrupt_install (void);

/* (transfer none): what the long job that begins now watches. */
GCancellable *tranche_interrupt_begin (void);
void tranche_interrupt_end (void);

/* Something couldn’t be written because nobody reads standard output any more, as when “head” has
 * had its lines. A program dies of that; this one does at its end, when its files are closed. */
gboolean tranche_interrupt_has_lost_reader (void);

/* At the end of the program: dies of the signal that cancelled a job, or of the lost reader;
 * otherwise returns. */
void tranche_interrupt_pass_on (void);

G_END_DECLS
