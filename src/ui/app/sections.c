/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/app/sections.h"

#include <glib/gi18n.h>

#include "ui/clients/clients-page.h"
#include "ui/segmentation/overview-page.h"
#include "ui/segmentation/runs-page.h"
#include "ui/segments/benefits-page.h"
#include "ui/segments/segments-page.h"

static const TrancheSection sections[] = {
  { "clients", "", N_ ("Clients"), "tranche-clients-symbolic", tranche_clients_page_new },
  { "segmentation-overview", N_ ("Segmentation"), N_ ("Overview"), "tranche-overview-symbolic",
    tranche_segmentation_overview_page_new },
  { "segments", N_ ("Segmentation"), N_ ("Segments"), "tranche-segments-symbolic",
    tranche_segments_page_new },
  { "benefits", N_ ("Segmentation"), N_ ("Benefits & Services"), "tranche-benefits-symbolic",
    tranche_benefits_page_new },
  { "runs", N_ ("Segmentation"), N_ ("Runs"), "tranche-runs-symbolic", tranche_runs_page_new },
};

const TrancheSection *
tranche_sections_get (guint *n_sections)
{
  *n_sections = G_N_ELEMENTS (sections);
  return sections;
}

const TrancheSection *
tranche_sections_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      if (g_str_equal (sections[i].id, id))
        return &sections[i];
    }
  return NULL;
}
