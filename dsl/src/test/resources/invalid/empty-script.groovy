// 0:0 no-workflow the file holds no workflow
// nothing but a comment
