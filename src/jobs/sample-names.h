/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Words that invented practices are made of. Every list ends in NULL. */
extern const char *const tranche_sample_given_names[];
extern const char *const tranche_sample_family_names[];
extern const char *const tranche_sample_streets[];
extern const char *const tranche_sample_trades[];
extern const char *const tranche_sample_places[];

G_END_DECLS
