-- The path of the page for which the plan was made, such as /operations/orders/7.
alter table tour_plan add column origin text;
