/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * Pages without content. Plain AdwStatusPages made alike; in a template, write the AdwStatusPage
 * there.
 */

/* Nothing is there yet: says what will be, and offers the one thing to do. @action_name,
 * @button_label: (nullable) both or neither. */
GtkWidget *tranche_empty_state_new (const char *icon_name,
                                    const char *title,
                                    const char *description,
                                    const char *button_label,
                                    const char *action_name);

/* A search or a filter finds nothing: no button. */
GtkWidget *tranche_nothing_found_new (void);

G_END_DECLS
