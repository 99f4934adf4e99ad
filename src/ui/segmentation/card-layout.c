/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/segmentation/card-layout.h"

#include <adwaita.h>

/* In sp: what a card wants at least, where there is more than one in a line. */
#define CARD_WIDTH 300
#define GREATEST_COLUMNS 4
#define SPACING 12

struct _TrancheCardLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (TrancheCardLayout, tranche_card_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
get_card_width (GtkWidget *widget)
{
  return (int) adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, CARD_WIDTH,
                                      gtk_widget_get_settings (widget));
}

static int
count_columns (GtkWidget *widget, int width)
{
  return CLAMP ((width + SPACING) / (get_card_width (widget) + SPACING), 1, GREATEST_COLUMNS);
}

static int
divide (int width, int n_columns)
{
  return (width - (n_columns - 1) * SPACING) / n_columns;
}

/* (nullable): @child itself, or the next one that is to be placed. */
static GtkWidget *
find_shown (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Of the line that begins with *@child, which is the next line's first one afterwards. */
static int
measure_line (GtkWidget **child, int n_columns, int card_width)
{
  int greatest = 0;

  for (int i = 0; i < n_columns && *child != NULL; i++)
    {
      int height;

      gtk_widget_measure (*child, GTK_ORIENTATION_VERTICAL, card_width, NULL, &height, NULL, NULL);
      greatest = MAX (greatest, height);
      *child = find_shown (gtk_widget_get_next_sibling (*child));
    }
  return greatest;
}

static int
measure_height (GtkWidget *widget, int width)
{
  int n_columns = count_columns (widget, width);
  GtkWidget *child = find_shown (gtk_widget_get_first_child (widget));
  int height = 0;

  while (child != NULL)
    height += measure_line (&child, n_columns, divide (width, n_columns)) + SPACING;
  return MAX (height - SPACING, 0);
}

static int
measure_least_width (GtkWidget *widget)
{
  int greatest = 0;

  for (GtkWidget *child = find_shown (gtk_widget_get_first_child (widget)); child != NULL;
       child = find_shown (gtk_widget_get_next_sibling (child)))
    {
      int least;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      greatest = MAX (greatest, least);
    }
  return greatest;
}

static void
tranche_card_layout_measure (GtkLayoutManager *manager,
                             GtkWidget *widget,
                             GtkOrientation orientation,
                             int for_size,
                             int *minimum,
                             int *natural,
                             int *minimum_baseline,
                             int *natural_baseline)
{
  int least = measure_least_width (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = MAX (least, get_card_width (widget));
      return;
    }
  *minimum
      = measure_height (widget, for_size >= 0 ? for_size : MAX (least, get_card_width (widget)));
  *natural = *minimum;
}

static void
tranche_card_layout_allocate (GtkLayoutManager *manager,
                              GtkWidget *widget,
                              int width,
                              int height,
                              int baseline)
{
  int n_columns = count_columns (widget, width);
  int card_width = divide (width, n_columns);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = find_shown (gtk_widget_get_first_child (widget));
  GtkAllocation place = { 0, 0, card_width, 0 };

  while (child != NULL)
    {
      GtkWidget *next_line = child;

      place.height = measure_line (&next_line, n_columns, card_width);
      for (int column = 0; child != next_line; column++)
        {
          place.x = column * (card_width + SPACING);
          if (rtl)
            place.x = width - place.x - card_width;
          gtk_widget_size_allocate (child, &place, -1);
          child = find_shown (gtk_widget_get_next_sibling (child));
        }
      place.y += place.height + SPACING;
    }
}

static GtkSizeRequestMode
tranche_card_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
tranche_card_layout_class_init (TrancheCardLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = tranche_card_layout_get_request_mode;
  manager_class->measure = tranche_card_layout_measure;
  manager_class->allocate = tranche_card_layout_allocate;
}

static void
tranche_card_layout_init (TrancheCardLayout *self)
{
}
