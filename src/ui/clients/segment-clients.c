/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/clients/segment-clients.h"

void
tranche_show_segment_clients (TrancheWindow *window, gint64 segment_id)
{
  g_return_if_fail (TRANCHE_IS_WINDOW (window));

  tranche_window_go_to (window, "clients", 0);
  /* The page that is shown now. */
  gtk_widget_activate_action (GTK_WIDGET (window), "page.show-segment", "x", segment_id);
}
