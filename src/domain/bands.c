/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "domain/bands.h"

#include "domain/error.h"

#include <glib/gi18n.h>

struct _TrancheBands
{
  gatomicrefcount ref_count;
  guint n_bands;
  TrancheBand bands[];
};

static gboolean fail (guint index, guint *bad_band, GError **error, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static gboolean
fail (guint index, guint *bad_band, GError **error, const char *format, ...)
{
  va_list args;

  if (bad_band != NULL)
    *bad_band = index;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (TRANCHE_ERROR, TRANCHE_ERROR_INVALID, format, args);
  va_end (args);
  return FALSE;
}

static const char *
get_name (const TrancheBand *band)
{
  return band->name != NULL ? band->name : "";
}

static gboolean
validate (const TrancheBand *bands, guint n_bands, guint *bad_band, GError **error)
{
  if (n_bands == 0)
    return fail (0, bad_band, error, _ ("A strategy needs at least one segment"));

  for (guint i = 0; i < n_bands; i++)
    {
      g_autofree char *lower = tranche_money_format (bands[i].monthly_lower);

      if (bands[i].monthly_lower < 0)
        return fail (i, bad_band, error, _ ("The limit of “%s”, %s, is negative"),
                     get_name (&bands[i]), lower);

      if (bands[i].monthly_lower > TRANCHE_MONEY_MAX)
        return fail (i, bad_band, error, _ ("The limit of “%s”, %s, is too large"),
                     get_name (&bands[i]), lower);

      for (guint j = 0; j < i; j++)
        if (bands[j].segment_id == bands[i].segment_id)
          return fail (i, bad_band, error, _ ("“%s” is in the strategy twice"),
                       get_name (&bands[i]));

      if (i > 0 && bands[i].monthly_lower <= bands[i - 1].monthly_lower)
        {
          g_autofree char *before = tranche_money_format (bands[i - 1].monthly_lower);

          return fail (i, bad_band, error,
                       _ ("“%s” begins at %s, which isn’t above %s, where “%s” begins"),
                       get_name (&bands[i]), lower, before, get_name (&bands[i - 1]));
        }
    }

  return TRUE;
}

TrancheBands *
tranche_bands_new (const TrancheBand *bands, guint n_bands, guint *bad_band, GError **error)
{
  TrancheBands *self;

  g_return_val_if_fail (bands != NULL || n_bands == 0, NULL);

  if (!validate (bands, n_bands, bad_band, error))
    return NULL;

  self = g_malloc (sizeof (TrancheBands) + n_bands * sizeof (TrancheBand));
  g_atomic_ref_count_init (&self->ref_count);
  self->n_bands = n_bands;
  for (guint i = 0; i < n_bands; i++)
    {
      self->bands[i] = bands[i];
      self->bands[i].name = g_strdup (get_name (&bands[i]));
    }

  return self;
}

TrancheBands *
tranche_bands_ref (TrancheBands *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tranche_bands_unref (TrancheBands *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < self->n_bands; i++)
    g_free ((char *) self->bands[i].name);
  g_free (self);
}

guint
tranche_bands_get_n_bands (TrancheBands *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_bands;
}

const TrancheBand *
tranche_bands_get_band (TrancheBands *self, guint index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->n_bands, NULL);

  return &self->bands[index];
}

gboolean
tranche_bands_get_monthly_upper (TrancheBands *self, guint index, TrancheMoney *upper)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (index < self->n_bands, FALSE);

  if (index + 1 == self->n_bands)
    return FALSE;

  *upper = self->bands[index + 1].monthly_lower;
  return TRUE;
}

int
tranche_bands_find_segment (TrancheBands *self, gint64 segment_id)
{
  g_return_val_if_fail (self != NULL, TRANCHE_BAND_UNSEGMENTED);

  for (guint i = 0; i < self->n_bands; i++)
    if (self->bands[i].segment_id == segment_id)
      return i;

  return TRANCHE_BAND_UNSEGMENTED;
}

TrancheBands *
tranche_bands_with_lower (TrancheBands *self,
                          guint index,
                          TrancheMoney monthly_lower,
                          GError **error)
{
  g_autofree TrancheBand *changed = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->n_bands, NULL);

  changed = g_memdup2 (self->bands, self->n_bands * sizeof (TrancheBand));
  changed[index].monthly_lower = monthly_lower;
  return tranche_bands_new (changed, self->n_bands, NULL, error);
}

TrancheBands *
tranche_bands_with_upper (TrancheBands *self,
                          guint index,
                          TrancheMoney monthly_upper,
                          GError **error)
{
  const TrancheBand *band;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->n_bands, NULL);

  band = &self->bands[index];
  if (index + 1 == self->n_bands)
    {
      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("“%s” is the highest segment and has no upper limit"), band->name);
      return NULL;
    }

  /* Said from the side of the band that is edited, not of the one that moves with it. */
  if (monthly_upper <= band->monthly_lower)
    {
      g_autofree char *lower = tranche_money_format (band->monthly_lower);

      g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                   _ ("The upper limit of “%s” must be above %s, where it begins"), band->name,
                   lower);
      return NULL;
    }

  return tranche_bands_with_lower (self, index + 1, monthly_upper, error);
}

gboolean
tranche_bands_get_effective (TrancheBands *self, int months, TrancheMoney *lowers, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (months >= 1, FALSE);
  g_return_val_if_fail (lowers != NULL, FALSE);

  for (guint i = 0; i < self->n_bands; i++)
    if (!tranche_money_multiply (self->bands[i].monthly_lower, months, &lowers[i]))
      {
        g_set_error (error, TRANCHE_ERROR, TRANCHE_ERROR_INVALID,
                     ngettext ("The limit of “%s” over %d month is too large",
                               "The limit of “%s” over %d months is too large", months),
                     self->bands[i].name, months);
        return FALSE;
      }

  return TRUE;
}
